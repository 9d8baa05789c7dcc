// The Graph PowerShell script that makes the app registration: read-only application permissions and a client secret for half a year.
// It asks before it changes anything, prints what it made, and grants consent only when told to. Kept as text; nothing of it runs here.
import { permissions } from './permissions.ts';

/** Ids of Microsoft Graph's application permissions are looked up by name in the tenant, so that none is copied wrongly. */
export function appScript(): string {
  const names = permissions.filter(({ idp, need }) => idp === 'entra' && need === 'always').map(({ name }) => `'${name}'`);
  return `<#
.SYNOPSIS
  Makes the app registration with which SCIM Steward reads Entra ID by Microsoft Graph.

.DESCRIPTION
  What it does, after asking:
    1. makes one app registration, single tenant, without any redirect address but http://localhost (for sign-in of an administrator);
    2. asks for these application permissions of Microsoft Graph, all of them read-only: ${names.join(', ').replaceAll("'", '')};
    3. makes one client secret that ends after 180 days, and shows it once;
    4. with -GrantConsent: grants admin consent to them.
  What it does not do: it changes no user, no group, no other app. Remove-MgApplication with the printed id undoes all of it.

  It needs PowerShell 7, the module Microsoft.Graph.Applications, and the role Cloud Application Administrator
  (for -GrantConsent: Privileged Role Administrator).
#>
#Requires -Version 7.0
#Requires -Modules Microsoft.Graph.Authentication, Microsoft.Graph.Applications
[CmdletBinding(SupportsShouldProcess, ConfirmImpact = 'High')]
param(
  [ValidateLength(1, 120)] [string] $Name = 'SCIM Steward (read only)',
  [ValidateSet('Global', 'USGov', 'USGovDoD', 'China')] [string] $Environment = 'Global',
  [switch] $GrantConsent
)
Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'

$wanted = @(${names.join(', ')})
$scopes = @('Application.ReadWrite.All') + $(if ($GrantConsent) { 'AppRoleAssignment.ReadWrite.All' })
Connect-MgGraph -Environment $Environment -Scopes $scopes -NoWelcome

if (Get-MgApplication -Filter "displayName eq '$($Name.Replace("'", "''"))'") {
  throw "There is an app registration named '$Name' already. Choose another name with -Name, or use that one."
}
$graph = Get-MgServicePrincipal -Filter "appId eq '00000003-0000-0000-c000-000000000000'"
$roles = foreach ($permission in $wanted) {
  $role = $graph.AppRoles | Where-Object { $_.Value -eq $permission -and $_.AllowedMemberTypes -contains 'Application' }
  if (-not $role) { throw "Microsoft Graph of this tenant has no application permission named $permission." }
  $role
}

if (-not $PSCmdlet.ShouldProcess("app registration '$Name' with $($wanted -join ', ')", 'Make')) { return }

$app = New-MgApplication -DisplayName $Name -SignInAudience 'AzureADMyOrg' \`
  -PublicClient @{ RedirectUris = @('http://localhost') } \`
  -RequiredResourceAccess @(@{
      ResourceAppId  = $graph.AppId
      ResourceAccess = @($roles | ForEach-Object { @{ Id = $_.Id; Type = 'Role' } })
    })
$principal = New-MgServicePrincipal -AppId $app.AppId
$secret = Add-MgApplicationPassword -ApplicationId $app.Id -PasswordCredential @{
  DisplayName = 'SCIM Steward'
  EndDateTime = (Get-Date).ToUniversalTime().AddDays(180)
}

if ($GrantConsent) {
  foreach ($role in $roles) {
    $null = New-MgServicePrincipalAppRoleAssignment -ServicePrincipalId $principal.Id -PrincipalId $principal.Id -ResourceId $graph.Id -AppRoleId $role.Id
  }
}

Write-Host "Tenant ID      $((Get-MgContext).TenantId)"
Write-Host "Client ID      $($app.AppId)"
Write-Host "Client secret  $($secret.SecretText)"
Write-Host "               shown this once; it ends on $($secret.EndDateTime.ToString('yyyy-MM-dd'))"
Write-Host "To undo:       Remove-MgApplication -ApplicationId $($app.Id)"
if (-not $GrantConsent) { Write-Host 'An administrator has to grant consent: App registrations, API permissions, Grant admin consent.' }
$null = Disconnect-MgGraph
`;
}

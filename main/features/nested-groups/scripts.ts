// Scripts that carry a remedy out, for review: the app never runs them. Each shows what it would do, and does it only with -Apply.
// Names and ids stand in them as data: PowerShell strings in single quotes, every character that could end one doubled, and no name in a
// comment, where a line break would make code of what follows.
import type { CloudName } from '../../protocols/entra/clouds.ts';

export interface ScriptGroup {
  readonly id: string;
  readonly name: string;
}

export interface FlatCopy {
  readonly name: string;
  readonly of: ScriptGroup;
  readonly memberIds: readonly string[];
}

/** What Graph PowerShell calls Microsoft's clouds; its address comes with the name. */
const environments: Readonly<Record<CloudName, string>> = {
  global: 'Global',
  'us-government': 'USGov',
  'us-government-dod': 'USGovDoD',
  china: 'China',
};

const environmentParameter = (cloud: CloudName): string =>
  `[ValidateSet(${Object.values(environments)
    .map((name) => `'${name}'`)
    .join(', ')})] [string] $Environment = '${environments[cloud]}'`;

/** PowerShell takes these typographic quotes for the plain one. */
const singleQuotes = /['\u2018\u2019\u201A\u201B]/g;
/** Control characters and those that turn the reading direction: invisible in a review. */
const invisible = /[\p{Cc}\u061C\u200E\u200F\u2028\u2029\u202A-\u202E\u2066-\u2069]/gu;

/** A PowerShell string literal. Characters that cannot be seen in a review become blanks. */
export function powerShellString(text: string): string {
  return `'${text.replace(invisible, ' ').replace(singleQuotes, (quote) => quote + quote)}'`;
}

const row = ({ id, name }: ScriptGroup) => `  @{ Id = ${powerShellString(id)}; Name = ${powerShellString(name)} }`;

/** Assigns groups to the enterprise app, by Microsoft Graph PowerShell. */
export function entraAssignScript(groups: readonly ScriptGroup[], cloud: CloudName): string {
  return `#Requires -Modules Microsoft.Graph.Authentication, Microsoft.Graph.Applications
# Assigns groups to the enterprise app that provisions into Foundry. Written by SCIM Steward for your review.
# Without -Apply it changes nothing and says what it would do.
# Permissions: AppRoleAssignment.ReadWrite.All, Application.Read.All.
# Undo: remove the assignment in the enterprise app, Users and groups. Each assignment's id is printed.
[CmdletBinding()]
param(
  # Object id of the enterprise app (service principal) that provisions; not its application id.
  [Parameter(Mandatory)][guid] $ServicePrincipalId,
  # Needed only when the app has several roles for users.
  [guid] $AppRoleId,
  # The Microsoft cloud that the tenant is in.
  ${environmentParameter(cloud)},
  [switch] $Apply
)
$ErrorActionPreference = 'Stop'
$groups = @(
${groups.map(row).join('\n')}
)
Connect-MgGraph -Environment $Environment -NoWelcome -Scopes 'AppRoleAssignment.ReadWrite.All', 'Application.Read.All'
$app = Get-MgServicePrincipal -ServicePrincipalId $ServicePrincipalId
if (-not $AppRoleId) {
  $roles = @($app.AppRoles | Where-Object { $_.IsEnabled -and $_.AllowedMemberTypes -contains 'User' })
  if ($roles.Count -gt 1) { throw 'This app has several roles for users. Name one with -AppRoleId.' }
  $AppRoleId = if ($roles.Count -eq 1) { $roles[0].Id } else { [guid]::Empty }
}
$assigned = @(Get-MgServicePrincipalAppRoleAssignedTo -ServicePrincipalId $ServicePrincipalId -All).PrincipalId
foreach ($group in $groups) {
  if ($assigned -contains $group.Id) { Write-Output ('Already assigned: ' + $group.Name); continue }
  if (-not $Apply) { Write-Output ('Would assign: ' + $group.Name); continue }
  $made = New-MgServicePrincipalAppRoleAssignedTo -ServicePrincipalId $ServicePrincipalId -PrincipalId $group.Id -ResourceId $ServicePrincipalId -AppRoleId $AppRoleId
  Write-Output ('Assigned: ' + $group.Name + ' (assignment ' + $made.Id + ')')
}
`;
}

/** Makes flat copies of groups with exactly these members, by Microsoft Graph PowerShell. */
export function entraFlatCopyScript(copies: readonly FlatCopy[], cloud: CloudName): string {
  const rows = copies.map(
    ({ name, of, memberIds }) =>
      `  @{\n    Name = ${powerShellString(name)}\n    Of = ${powerShellString(of.id)}\n    Members = @(\n${memberIds.map((id) => `      ${powerShellString(id)}`).join('\n')}\n    )\n  }`,
  );
  return `#Requires -Modules Microsoft.Graph.Authentication, Microsoft.Graph.Groups
# Makes flat copies of groups: security groups with the listed people as direct members. Written by SCIM Steward for your review.
# Without -Apply it changes nothing and says what it would do. The copies do not follow later changes of the groups they copy.
# Permissions: Group.ReadWrite.All.
# Undo: delete the groups it made. Each one's id is printed.
[CmdletBinding()]
param(
  # The Microsoft cloud that the tenant is in.
  ${environmentParameter(cloud)},
  [switch] $Apply
)
$ErrorActionPreference = 'Stop'
$copies = @(
${rows.join('\n')}
)
Connect-MgGraph -Environment $Environment -NoWelcome -Scopes 'Group.ReadWrite.All'
$graph = (Get-MgEnvironment -Name $Environment).GraphEndpoint.TrimEnd('/')
foreach ($copy in $copies) {
  if (-not $Apply) { Write-Output ('Would make: ' + $copy.Name + ' with ' + $copy.Members.Count + ' members'); continue }
  $made = New-MgGroup -DisplayName $copy.Name -MailEnabled:$false -SecurityEnabled -MailNickname ('flat-' + [guid]::NewGuid()) -Description ('Flat copy of ' + $copy.Of)
  Write-Output ('Made: ' + $copy.Name + ' (' + $made.Id + ')')
  foreach ($member in $copy.Members) {
    New-MgGroupMemberByRef -GroupId $made.Id -BodyParameter @{ '@odata.id' = $graph + '/v1.0/directoryObjects/' + [uri]::EscapeDataString($member) }
  }
  Write-Output ('  ' + $copy.Members.Count + ' members added.')
}
`;
}

/** Assigns groups to an Okta app, by Okta's API. */
export function oktaAssignScript(groups: readonly ScriptGroup[]): string {
  return `# Assigns groups to the Okta app that provisions into Foundry. Written by SCIM Steward for your review.
# Without -Apply it changes nothing and says what it would do.
# The API token is read from the environment variable OKTA_API_TOKEN. It needs the right to manage this app.
# Undo: remove the group from the app's assignments.
[CmdletBinding()]
param(
  # For example example.okta.com
  [Parameter(Mandatory)][ValidatePattern('^[A-Za-z0-9.-]+$')][string] $Domain,
  [Parameter(Mandatory)][ValidatePattern('^[A-Za-z0-9]+$')][string] $AppId,
  [switch] $Apply
)
$ErrorActionPreference = 'Stop'
if (-not $env:OKTA_API_TOKEN) { throw 'Set the environment variable OKTA_API_TOKEN first.' }
$headers = @{ Authorization = 'SSWS ' + $env:OKTA_API_TOKEN; Accept = 'application/json' }
$groups = @(
${groups.map(row).join('\n')}
)
foreach ($group in $groups) {
  if (-not $Apply) { Write-Output ('Would assign: ' + $group.Name); continue }
  $address = 'https://' + $Domain + '/api/v1/apps/' + $AppId + '/groups/' + [uri]::EscapeDataString($group.Id)
  Invoke-RestMethod -Method Put -Uri $address -Headers $headers -ContentType 'application/json' -Body '{}' | Out-Null
  Write-Output ('Assigned: ' + $group.Name)
}
`;
}

// The Microsoft Graph PowerShell script that an Entra administrator reads and runs: it writes users, groups, memberships and assignments as the CSV
// files that the import takes without a wizard. It only reads. What is put into its text is checked: ids of apps and the name of a cloud, nothing
// else. Its text is ASCII, since Windows PowerShell reads a file without a mark in the computer's own code page. Nothing of it runs here.
import { Refusal } from '../../platform/refusal.ts';
import type { CloudName } from '../../protocols/entra/clouds.ts';
import { permissions } from './permissions.ts';

/** Column of the file -> property of Graph. The columns are those of the import. */
export const exportColumns = {
  users: {
    id: 'id',
    userName: 'userPrincipalName',
    displayName: 'displayName',
    mail: 'mail',
    mailNickname: 'mailNickname',
    employeeId: 'employeeId',
    onPremisesImmutableId: 'onPremisesImmutableId',
    onPremisesSamAccountName: 'onPremisesSamAccountName',
    enabled: 'accountEnabled',
    type: 'userType',
  },
  groups: {
    id: 'id',
    displayName: 'displayName',
    onPremisesSamAccountName: 'onPremisesSamAccountName',
    securityEnabled: 'securityEnabled',
    mailEnabled: 'mailEnabled',
    membershipType: 'groupTypes',
    dynamicRule: 'membershipRule',
    membersHidden: 'visibility',
  },
} as const;
/** Added to both when the apps are named: without them nobody knows who is assigned. */
export const assignmentColumns = { scim: 'assigned', sso: 'assignedToSso' } as const;
export const membershipColumns = ['groupId', 'memberId', 'memberType'] as const;

export interface ExportScript {
  readonly cloud: CloudName;
  /** Object ids of the enterprise apps; empty: asked for when the script is run. */
  readonly scimApp: string;
  readonly ssoApp: string;
}

const environments: Readonly<Record<CloudName, string>> = {
  global: 'Global',
  'us-government': 'USGov',
  'us-government-dod': 'USGovDoD',
  china: 'China',
};

const guid = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i;

/** A parameter's default; anything but the id of an object would be code in somebody's hands. */
function idDefault(id: string): string {
  if (id === '') return "''";
  if (!guid.test(id))
    throw new Refusal('directory.no-object-id', 'The app is named by the Object ID of its enterprise app: 8-4-4-4-12 hexadecimal digits.');
  return `'${id.toLowerCase()}'`;
}

const columnTable = (columns: Readonly<Record<string, string>>) =>
  Object.entries(columns)
    .map(([column, property]) => `  ${column} = '${property}'`)
    .join('\n');
const needed = permissions.filter(({ idp, need }) => idp === 'entra' && need === 'always').map(({ name }) => name);

export function exportScript({ cloud, scimApp, ssoApp }: ExportScript): string {
  return `<#
.SYNOPSIS
  Writes users, groups, memberships and app assignments of Entra ID as CSV files for SCIM Steward. It only reads.

.DESCRIPTION
  Writes users.csv, groups.csv and memberships.csv into a folder. With -ScimApp it writes the groups that are assigned to that app, all groups
  below them, and the people in them; without it everybody and every group.
  Import the files in SCIM Steward as they are. Names stand in them as Entra has them: do not open them in a spreadsheet first, which may take
  a name for a formula.

  It asks for these delegated permissions, all of them read-only: ${needed.join(', ')}
  (with -HiddenMembers also Member.Read.Hidden: without it groups with hidden membership look empty).
  It sends GET requests to Microsoft Graph and nothing else, waits when Graph asks it to, and goes on where it stopped when it is run again
  with the same folder. Use a new folder for a new export.

  It needs PowerShell 7 or Windows PowerShell 5.1 and the module Microsoft.Graph.Authentication.

.PARAMETER ScimApp
  Object ID of the enterprise app that provisions (not its Application ID).
.PARAMETER SsoApp
  Object ID of the enterprise app that signs in, if it is another one.
#>
#Requires -Modules Microsoft.Graph.Authentication
[CmdletBinding()]
param(
  [ValidatePattern('^$|^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$')] [string] $ScimApp = ${idDefault(scimApp)},
  [ValidatePattern('^$|^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$')] [string] $SsoApp = ${idDefault(ssoApp)},
  [ValidateNotNullOrEmpty()] [string] $Folder = 'entra-export',
  [ValidateSet('Global', 'USGov', 'USGovDoD', 'China')] [string] $Environment = '${environments[cloud]}',
  [switch] $HiddenMembers
)
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
$scim = $ScimApp.ToLowerInvariant()
$sso = $SsoApp.ToLowerInvariant()

$userColumns = [ordered]@{
${columnTable(exportColumns.users)}
}
$groupColumns = [ordered]@{
${columnTable(exportColumns.groups)}
}

$scopes = @(${needed.map((name) => `'${name}'`).join(', ')})
if ($HiddenMembers) { $scopes += 'Member.Read.Hidden' }
Connect-MgGraph -Environment $Environment -Scopes $scopes -NoWelcome
$graph = (Get-MgEnvironment -Name $Environment).GraphEndpoint.TrimEnd('/') + '/v1.0'

$null = New-Item -ItemType Directory -Force -Path $Folder
$Folder = (Resolve-Path -LiteralPath $Folder).ProviderPath
$utf8 = New-Object System.Text.UTF8Encoding $false
function PathOf([string] $name) { [System.IO.Path]::Combine($Folder, $name) }
function Append([string] $name, [string[]] $lines) { if ($lines.Count -gt 0) { [System.IO.File]::AppendAllText((PathOf $name), ($lines -join "\`r\`n") + "\`r\`n", $utf8) } }
function Keep([string] $name, [string] $text) { [System.IO.File]::WriteAllText((PathOf $name), $text, $utf8) }
function LinesOf([string] $name) { if (Test-Path -LiteralPath (PathOf $name)) { [System.IO.File]::ReadLines((PathOf $name), $utf8) } }

# What was asked for stays the same for one folder: half an export of one kind and half of another would be wrong without a sign of it.
$asked = "$Environment $scim $sso $HiddenMembers"
$before = @(LinesOf 'export.state')
if ($before.Count -gt 0 -and $before[0] -ne $asked) { throw "The folder $Folder holds an export with other settings. Choose a new one with -Folder." }
Keep 'export.state' $asked

# Every value in quotation marks, marks in it doubled: a delimiter or a line break in a name stays in the name.
function Field($value) {
  $text = if ($null -eq $value) { '' } elseif ($value -is [System.Collections.IEnumerable] -and $value -isnot [string]) { @($value) -join ' ' } else { [string] $value }
  '"' + $text.Replace('"', '""') + '"'
}

function Get-Page([string] $uri) {
  if (-not $uri.StartsWith($graph + '/')) { throw "This address is not one of Microsoft Graph: $uri" }
  for ($try = 1; ; $try++) {
    try { return Invoke-MgGraphRequest -Method GET -Uri $uri -OutputType HashTable }
    catch {
      $response = if ($_.Exception.PSObject.Properties['Response']) { $_.Exception.Response } else { $null }
      $status = if ($null -ne $response) { [int] $response.StatusCode } else { 0 }
      if ($try -ge 8 -or ($status -ne 429 -and $status -lt 500 -and $status -ne 0)) { throw }
      $wait = [Math]::Min(300, [Math]::Pow(2, $try))
      if ($null -ne $response -and $null -ne $response.Headers.RetryAfter -and $null -ne $response.Headers.RetryAfter.Delta) { $wait = $response.Headers.RetryAfter.Delta.TotalSeconds + 1 }
      Write-Host "  Graph asks to wait: $([int] $wait) seconds"
      Start-Sleep -Seconds $wait
    }
  }
}

# All pages of a list into a file: after each page its next link is kept, so that a second run goes on from there.
function Export-List([string] $name, [string] $first, [string] $header, [scriptblock] $rowOf) {
  if (Test-Path -LiteralPath (PathOf "$name.csv")) { Write-Host "$name.csv is there already"; return }
  $next = @(LinesOf "$name.next")
  if ($next.Count -gt 0) { $uri = $next[0] } else { Keep "$name.part" ($header + "\`r\`n"); $uri = $first }
  $count = 0
  while ($uri) {
    $page = Get-Page $uri
    Append "$name.part" @($page['value'] | ForEach-Object { & $rowOf $_ })
    $count += @($page['value']).Count
    $uri = if ($page.ContainsKey('@odata.nextLink')) { $page['@odata.nextLink'] } else { '' }
    if ($uri) { Keep "$name.next" $uri }
    Write-Progress -Activity $name -Status "$count read"
  }
  Move-Item -LiteralPath (PathOf "$name.part") -Destination (PathOf "$name.csv")
  Remove-Item -LiteralPath (PathOf "$name.next") -ErrorAction SilentlyContinue
  Write-Host "$name.csv: $count read"
}

# Who is assigned to an app: ids of principals with their kind.
function Get-Assigned([string] $app) {
  $found = @{}
  $uri = if ($app) { "$graph/servicePrincipals/$app/appRoleAssignedTo\`?\`$top=999" } else { '' }
  while ($uri) {
    $page = Get-Page $uri
    foreach ($one in $page['value']) { $found[$one['principalId']] = $one['principalType'] }
    $uri = if ($page.ContainsKey('@odata.nextLink')) { $page['@odata.nextLink'] } else { '' }
  }
  $found
}
$assigned = Get-Assigned $scim
$assignedToSso = Get-Assigned $sso

# Direct members, group by group; the groups below come after. A group whose members are all written stands in members.done.
$wanted = New-Object System.Collections.Generic.HashSet[string]
$queue = New-Object System.Collections.Generic.Queue[string]
if ($scim) {
  foreach ($id in (@($assigned.Keys) + @($assignedToSso.Keys))) {
    $isGroup = $assigned[$id] -eq 'Group' -or $assignedToSso[$id] -eq 'Group'
    if ($wanted.Add($id) -and $isGroup) { $queue.Enqueue($id) }
  }
} else {
  $uri = "$graph/groups\`?\`$select=id&\`$top=999"
  while ($uri) {
    $page = Get-Page $uri
    foreach ($one in $page['value']) { $queue.Enqueue($one['id']) }
    $uri = if ($page.ContainsKey('@odata.nextLink')) { $page['@odata.nextLink'] } else { '' }
  }
}
if (-not (Test-Path -LiteralPath (PathOf 'memberships.csv'))) {
  $done = New-Object System.Collections.Generic.HashSet[string]
  foreach ($id in (LinesOf 'members.done')) { $null = $done.Add($id) }
  if ($done.Count -eq 0) { Keep 'memberships.part' "${membershipColumns.join(',')}\`r\`n" }
} else { $done = $null }
# Members that were written before the break belong to it as well.
foreach ($line in (LinesOf $(if ($null -eq $done) { 'memberships.csv' } else { 'memberships.part' }))) {
  $part = $line.Replace('"', '').Split(',')
  if ($part.Count -lt 3 -or $part[0] -eq 'groupId') { continue }
  $null = $wanted.Add($part[1])
  if ($part[2] -eq 'group') { $queue.Enqueue($part[1]) }
}
while ($null -ne $done -and $queue.Count -gt 0) {
  $group = $queue.Dequeue()
  if (-not $done.Add($group)) { continue }
  $uri = "$graph/groups/$group/members\`?\`$select=id&\`$top=999"
  $lines = New-Object System.Collections.Generic.List[string]
  while ($uri) {
    $page = Get-Page $uri
    foreach ($member in $page['value']) {
      $type = ([string] $member['@odata.type']).Split('.')[-1]
      $lines.Add((Field $group) + ',' + (Field $member['id']) + ',' + (Field $type))
      $null = $wanted.Add($member['id'])
      if ($type -eq 'group') { $queue.Enqueue($member['id']) }
    }
    $uri = if ($page.ContainsKey('@odata.nextLink')) { $page['@odata.nextLink'] } else { '' }
  }
  Append 'memberships.part' $lines.ToArray()
  Append 'members.done' @($group)
  Write-Progress -Activity 'memberships' -Status "$($done.Count) groups read, $($queue.Count) wait"
}
if ($null -ne $done) {
  Move-Item -LiteralPath (PathOf 'memberships.part') -Destination (PathOf 'memberships.csv')
  Write-Host "memberships.csv: $($done.Count) groups read"
}

$more = $(if ($scim) { ',${assignmentColumns.scim}' }) + $(if ($sso) { ',${assignmentColumns.sso}' })
function RowOf($item, $columns) {
  if ($scim -and -not $wanted.Contains($item['id'])) { return }
  $fields = @(foreach ($property in $columns.Values) { Field $item[$property] })
  if ($scim) { $fields += Field ($assigned.ContainsKey($item['id'])) }
  if ($sso) { $fields += Field ($assignedToSso.ContainsKey($item['id'])) }
  $fields -join ','
}
Export-List 'groups' "$graph/groups\`?\`$select=$($groupColumns.Values -join ',')&\`$top=999" (($groupColumns.Keys -join ',') + $more) { RowOf $args[0] $groupColumns }
Export-List 'users' "$graph/users\`?\`$select=$($userColumns.Values -join ',')&\`$top=999" (($userColumns.Keys -join ',') + $more) { RowOf $args[0] $userColumns }

$null = Disconnect-MgGraph
Write-Host "Done. Import users.csv, groups.csv and memberships.csv from $Folder in SCIM Steward."
`;
}

// Organization assignment as Foundry's FAQ describes it: rules on externally managed groups run at a log-in and at an update of the
// user, not when SCIM creates the user and not when only group membership changes. The caller says what happened.
import { textOf } from '../json.ts';
import type { UserRecord } from '../state/store.ts';
import { note, type OrganizationRule, type RuleReason, type World } from '../state/world.ts';

function applies(rule: OrganizationRule, user: UserRecord, world: World): boolean {
  const whole = new RegExp(`^(?:${rule.pattern})$`);
  if (rule.on === 'attribute') return whole.test(textOf(user.attributes[rule.attribute ?? 'userName']) ?? '');
  return world.store.groupsOf(user.id).some((group) => whole.test(textOf(group.attributes.displayName) ?? ''));
}

/** The organization the rules would give now, group rules included. */
export function expectedOrganization(user: UserRecord, world: World): string | null {
  return world.rules.find((rule) => applies(rule, user, world))?.organization ?? world.defaultOrganization;
}

/** Runs the rules because something happened to the user, and writes the run down. */
export function runRules(user: UserRecord, because: RuleReason, world: World): void {
  const rules = because === 'create' ? world.rules.filter((rule) => rule.on === 'attribute') : world.rules;
  const before = user.organization;
  user.organization = rules.find((rule) => applies(rule, user, world))?.organization ?? world.defaultOrganization;
  note(world.ruleRuns, {
    at: world.clock.now(),
    userId: user.id,
    userName: textOf(user.attributes.userName) ?? '',
    because,
    groupRules: because === 'create' ? 'not run' : 'run',
    before,
    after: user.organization,
  });
}

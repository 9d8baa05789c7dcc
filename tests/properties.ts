// fast-check with one seed, so that a run of all tests is the same on every machine; STEWARD_SEED sets another, such as $RANDOM for a search.
import fc from 'fast-check';

fc.configureGlobal({ seed: Number(process.env.STEWARD_SEED ?? 20_261_124) });

export default fc;

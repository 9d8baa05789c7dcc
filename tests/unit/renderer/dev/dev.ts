// The window on fixtures, to look at: `?scene=empty&selected=c-practice`.
import { fakeBridge } from '../fake-bridge.ts';

const asked = new URLSearchParams(location.search);
const scene = asked.get('scene') === 'empty' ? 'empty' : asked.get('scene') === 'new' ? 'new connection only' : 'filled';
Object.assign(window, { steward: fakeBridge(scene, asked.get('selected') ?? 'c-staging').bridge });
await import('../../../../renderer/main.tsx');

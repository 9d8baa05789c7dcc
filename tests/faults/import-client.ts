// A process of its own that imports into the data folder of its first argument and is killed as soon as the first groups were kept.
import { importOnce } from './import-once.ts';

await importOnce(process.argv[2] ?? '', () => process.kill(process.pid, 'SIGKILL'));

// Grey lines in the shape of what is coming, so that nothing jumps when it comes.
import { makeStyles, Skeleton, SkeletonItem, tokens } from '@fluentui/react-components';

const useStyles = makeStyles({
  box: {
    display: 'flex',
    flexDirection: 'column',
    rowGap: '14px',
    padding: '24px',
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
  },
});

const widths = ['38%', '92%', '76%', '84%', '61%', '88%', '47%', '72%'];

export function Loading({ what, lines = 4 }: { readonly what: string; readonly lines?: number }) {
  const styles = useStyles();
  return (
    <Skeleton aria-label={`${what} is being read`} className={styles.box}>
      {widths.slice(0, lines).map((width, index) => (
        <SkeletonItem key={width} size={index === 0 ? 24 : 16} style={{ width }} />
      ))}
    </Skeleton>
  );
}

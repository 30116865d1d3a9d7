import { useSession, useWords } from '../shell/context.ts';
import controls from '../shell/controls.module.css';

/** A project that was opened without its data. */
export function ProjectNote() {
  const { say } = useWords();
  const name = useSession(({ project }) => project?.file.name ?? null);
  const dismissProject = useSession((state) => state.dismissProject);
  if (name === null) return null;
  return (
    <div className={controls.calm} role="status">
      <p data-testid="project-note">{say('project.waiting', { name })}</p>
      <button className={controls.link} type="button" onClick={dismissProject}>
        {say('project.dismiss')}
      </button>
    </div>
  );
}

import { pick } from '#shared/text/language.ts';
import { useLanguage } from '../../desk.tsx';
import { useForm } from './FormContext.ts';

/** What is wrong with a group as a whole, which no single field could show. */
export function GroupProblems({ path }: { readonly path: string }) {
  const language = useLanguage();
  const { problems } = useForm();
  const wrong = problems.filter((problem) => problem.path === path);
  return wrong.map((problem) => (
    <p className="form-field__problem" key={problem.en} role="alert">
      {pick(problem, language)}
    </p>
  ));
}

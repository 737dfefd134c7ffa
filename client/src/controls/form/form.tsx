import type { ReactNode } from 'react';
import { FormProblem } from '../../primitives/field.tsx';
import type { Form } from './use-form.ts';

export interface FormBodyProps {
  readonly form: Pick<Form<unknown>, 'id' | 'submit'>;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}

/** The fields of a form; Enter in one of them saves. */
export function FormBody({ form, className, children }: FormBodyProps) {
  return (
    <form
      id={form.id}
      className={className}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        form.submit();
      }}
    >
      {children}
    </form>
  );
}

/** What is wrong with a form as a whole. */
export function FormRefusal({ form }: { readonly form: Pick<Form<unknown>, 'refusal'> }) {
  return form.refusal === null ? null : <FormProblem>{form.refusal}</FormProblem>;
}

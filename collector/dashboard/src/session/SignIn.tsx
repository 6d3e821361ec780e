import { Button, PasswordInput } from '@mantine/core';
import { useState, type SyntheticEvent } from 'react';
import type { ApiProblem } from '../api/problem';
import { Logo } from '../icons/icons';
import { Prose } from '../states/Prose';
import { isKeyShaped } from './accessKey';
import classes from './SignIn.module.css';

interface SignInProps {
  /** Why the key before was refused; null when there was none. */
  refusal: ApiProblem | null;
  onKey: (key: string) => void;
}

/** Asks for the key. */
export function SignIn({ refusal, onKey }: SignInProps) {
  const [text, setText] = useState('');
  const [fault, setFault] = useState<string | null>(null);

  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    const key = text.trim();
    if (isKeyShaped(key)) {
      onKey(key);
    } else {
      setFault('A key looks like PREFIX.SECRET, without spaces.');
    }
  };

  return (
    <main className={classes['page']}>
      <form className={classes['card']} onSubmit={submit} noValidate>
        <div className={classes['brand']}>
          <Logo />
          <span>CsTelemetry</span>
        </div>
        <h1>Sign in with a key</h1>
        <p className={classes['lead']}>
          The dashboard reads through the REST API. Give it a key with the scope <code>read</code>.
        </p>
        {refusal !== null && (
          <div className={classes['refusal']} role="alert" data-testid="refusal">
            <p>
              <Prose text={refusal.title} />
            </p>
            {refusal.detail !== '' && (
              <p>
                <Prose text={refusal.detail} />
              </p>
            )}
          </div>
        )}
        <PasswordInput
          label="Key"
          placeholder="PREFIX.SECRET"
          name="key"
          autoComplete="off"
          spellCheck={false}
          data-autofocus
          value={text}
          error={fault}
          onChange={(event) => {
            setText(event.currentTarget.value);
            setFault(null);
          }}
        />
        <Button type="submit" fullWidth>
          Show adoption
        </Button>
        <p className={classes['fine']}>
          The key stays in this tab, and closing it forgets the key. <code>collector keys create</code> makes
          a new one.
        </p>
      </form>
    </main>
  );
}

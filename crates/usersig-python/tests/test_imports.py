"""The package is imported more than once in a process."""

import subprocess
import sys
import textwrap


def run(program):
    # Another process, because the modules of this one are in use.
    return subprocess.run([sys.executable, "-c", textwrap.dedent(program)], check=True, stdout=subprocess.PIPE, text=True).stdout


def test_all_imports_of_a_process_have_the_same_classes():
    assert run("""
        import pickle, sys

        def imported():
            for name in [name for name in sys.modules if name.split(".")[0] == "usersig"]:
                del sys.modules[name]
            import usersig
            return usersig

        imports = [imported() for _ in range(3)]
        for first in imports:
            signer, verifier = first.Signer(1, "key"), first.Verifier(1, "key")
            ticket, map_key = signer.user_sig("alice", 60), signer.private_map_key("alice", 1, 42, 60)
            for second in imports:
                assert isinstance(ticket, second.UserSig) and isinstance(map_key, second.PrivateMapKey)
                assert map_key.privileges is second.Privileges.AUDIENCE
                assert first.inspect(second.Signer(1, "key").user_sig(first.Identifier("x" * 40), 60)).user_id == "x" * 40
                try:
                    verifier.user_sig("x", "alice")
                except second.VerifyError as refused:
                    assert isinstance(refused, second.Refusal) and isinstance(refused.code, second.ErrorCode)
                    assert type(pickle.loads(pickle.dumps(refused))) is second.VerifyError
                try:
                    first.KeyRing().signer(1)
                except second.KeyRingError:
                    print("caught")
    """) == "caught\n" * 9


def test_a_second_interpreter_of_a_process_cannot_import_the_package():
    assert run("""
        import usersig

        try:
            import _interpreters as interpreters
        except ImportError:
            import _xxsubinterpreters as interpreters
        interpreters.run_string(interpreters.create(), '''
        try:
            import usersig
        except ImportError:
            print("refused", flush=True)
        ''')
    """) == "refused\n"

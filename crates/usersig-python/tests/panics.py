"""A panic becomes an exception, and the module works after it. Needs the feature `panic-for-tests`."""

import threading

from usersig import Signer, Verifier, _native

ROUNDS = 20
SIGNER, VERIFIER = Signer(1400000000, "key"), Verifier(1400000000, "key")
caught = []


def panic_and_sign():
    for _ in range(ROUNDS):
        for panics in (_native.panic, _native.panic_without_the_gil):
            try:
                panics()
            except BaseException as error:
                assert type(error).__name__ == "PanicException" and "a test asked" in str(error), repr(error)
                caught.append(error)
            VERIFIER.user_sig(SIGNER.user_sigs(["alice"], 60)[0], "alice")


threads = [threading.Thread(target=panic_and_sign) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
panic_and_sign()
assert len(caught) == 3 * 2 * ROUNDS
print(f"python: {len(caught)} panics became exceptions")

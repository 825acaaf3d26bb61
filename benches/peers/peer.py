"""Signs with the package `tls-sig-api-v2` of PyPI: python3 peer.py SDKAPPID LIFETIME ID..

The key is in the environment as USERSIG_KEY. For each line read, signs once for every id and writes a line: how many
nanoseconds a ticket took, and the tickets.
"""

import os
import sys
import time

from TLSSigAPIv2 import TLSSigAPIv2


def main():
    sdk_app_id, lifetime, *user_ids = sys.argv[1:]
    signer, lifetime = TLSSigAPIv2(int(sdk_app_id), os.environ["USERSIG_KEY"]), int(lifetime)
    for _ in sys.stdin:
        start = time.perf_counter_ns()
        tickets = [signer.gen_sig(user_id, lifetime) for user_id in user_ids]
        nanoseconds = (time.perf_counter_ns() - start) // len(user_ids)
        print(nanoseconds, *tickets, flush=True)


main()

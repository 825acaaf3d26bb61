// The figures of the C library: figures    exits with 1 if a target is missed
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <usersig.h>

// Only a build with the feature `figures` has them.
double usersig_figures_sign(const usersig_signer *signer, uint32_t count, uint64_t lifetime);
double usersig_figures_verify(const usersig_verifier *verifier, const char *ticket, size_t len, size_t count);

enum { APP = 1400000000, LIFETIME = 604800, ROUNDS = 15, TICKETS = 20000 };
static char users[TICKETS][16];

static uint64_t nanoseconds(clockid_t clock) {
  struct timespec now;
  clock_gettime(clock, &now);
  return (uint64_t)now.tv_sec * 1000000000 + (uint64_t)now.tv_nsec;
}

static int compare(const void *one, const void *other) {
  const double difference = *(const double *)one - *(const double *)other;
  return (difference > 0) - (difference < 0);
}

static double median(double *values) {
  qsort(values, ROUNDS, sizeof *values, compare);
  return values[ROUNDS / 2];
}

int main(void) {
  const char *key = "5bd2850fff3ecb11d7c805251c51ee463a25727bddc2385f3fa8bfee1bb93b5e";
  usersig_signer *signer = NULL;
  char ticket[USERSIG_MAX_TICKET_LEN];
  double ours[ROUNDS], library[ROUNDS], ratio[ROUNDS], verified[ROUNDS], library_verified[ROUNDS], verify_ratio[ROUNDS];
  usersig_verifier *verifier = NULL;
  size_t len;
  if (usersig_signer_new(APP, (const uint8_t *)key, strlen(key), 0, &signer, NULL) != USERSIG_OK) return 2;
  if (usersig_verifier_new(APP, (const uint8_t *)key, strlen(key), &verifier, NULL) != USERSIG_OK) return 2;
  for (int user = 0; user < TICKETS; user += 1) snprintf(users[user], sizeof users[user], "user_%08d", user);
  for (int round = 0; round < ROUNDS; round += 1) {
    const uint64_t start = nanoseconds(CLOCK_MONOTONIC);
    for (int user = 0; user < TICKETS; user += 1) {
      const uint64_t now = nanoseconds(CLOCK_REALTIME) / 1000000000;
      if (usersig_signer_user_sig(signer, USERSIG_USER_ID, users[user], 13, LIFETIME, now, ticket, sizeof ticket, &len,
                                  NULL) != USERSIG_OK) {
        return 2;
      }
    }
    ours[round] = (double)(nanoseconds(CLOCK_MONOTONIC) - start) / TICKETS;
    library[round] = usersig_figures_sign(signer, TICKETS, LIFETIME);
    ratio[round] = ours[round] / library[round];

    const uint64_t signed_at = nanoseconds(CLOCK_REALTIME) / 1000000000;
    if (usersig_signer_user_sig(signer, USERSIG_USER_ID, "alice", 5, LIFETIME, signed_at, ticket, sizeof ticket, &len,
                                NULL) != USERSIG_OK) {
      return 2;
    }
    const uint64_t verify_start = nanoseconds(CLOCK_MONOTONIC);
    for (int count = 0; count < TICKETS; count += 1) {
      const uint64_t now = nanoseconds(CLOCK_REALTIME) / 1000000000;
      usersig_claims claims;
      if (usersig_verifier_user_sig(verifier, ticket, len, USERSIG_USER_ID, "alice", 5, now, NULL, &claims, NULL) !=
          USERSIG_OK) {
        return 2;
      }
    }
    verified[round] = (double)(nanoseconds(CLOCK_MONOTONIC) - verify_start) / TICKETS;
    library_verified[round] = usersig_figures_verify(verifier, ticket, len, TICKETS);
    verify_ratio[round] = verified[round] / library_verified[round];
  }
  usersig_signer_free(signer);
  usersig_verifier_free(verifier);
  const double measured = median(ratio);
  printf("c      %-24s %12.2f ns\n", "library", median(library));
  printf("c      %-24s %12.2f ns\n", "user_sig", median(ours));
  printf("c      %-24s %12.2f ns\n", "verify", median(verified));
  printf("c      %-24s %12.2f x\n", "verify_ratio", median(verify_ratio));
  printf("c      %-24s %12.2f x        at most 1.2%s\n", "user_sig_ratio", measured, measured <= 1.2 ? "" : "  MISSED");
  return measured > 1.2;
}

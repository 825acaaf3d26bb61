// Signs a ticket and verifies it: cc sign.c $(pkg-config --cflags --libs usersig)
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <usersig.h>

int main(void) {
  const char *key = "the app's SDKSecretKey";
  const uint64_t now = (uint64_t)time(NULL);
  usersig_signer *signer = NULL;
  usersig_verifier *verifier = NULL;
  usersig_error error;
  char ticket[USERSIG_MAX_TICKET_LEN];
  size_t len = 0;
  usersig_claims claims;

  int result = usersig_signer_new(1400000000, (const uint8_t *)key, strlen(key), 0, &signer, &error);
  if (result == USERSIG_OK) result = usersig_verifier_new(1400000000, (const uint8_t *)key, strlen(key), &verifier, &error);
  if (result == USERSIG_OK) {
    result = usersig_signer_user_sig(signer, USERSIG_USER_ID, "alice", 5, 86400, now, ticket, sizeof ticket, &len, &error);
  }
  if (result == USERSIG_OK) {
    result = usersig_verifier_user_sig(verifier, ticket, len, USERSIG_USER_ID, "alice", 5, now, NULL, &claims, &error);
  }
  usersig_signer_free(signer);
  usersig_verifier_free(verifier);
  if (result != USERSIG_OK) {
    fprintf(stderr, "%d %s: %s\n", error.code, error.cause, error.message);
    return 1;
  }
  printf("%s is valid until %llu\n", claims.user_id, (unsigned long long)claims.expires_at);
  return 0;
}

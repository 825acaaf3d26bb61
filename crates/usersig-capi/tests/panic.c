// A panic of the library becomes a result, and the library works after it. Needs the feature `panic-for-tests`.
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <usersig.h>

enum { ROUNDS = 20 };

usersig_result usersig_panic(usersig_error *error);

static void sign(const usersig_signer *signer) {
  char ticket[USERSIG_MAX_TICKET_LEN];
  if (usersig_signer_user_sig(signer, USERSIG_USER_ID, "alice", 5, 60, 1700000000, ticket, sizeof ticket, NULL, NULL) !=
      USERSIG_OK) {
    exit(1);
  }
}

static void *panic_and_sign(void *signer) {
  for (int round = 0; round < ROUNDS; round += 1) {
    usersig_error error = {7, "a cause", "a message", "advice"};
    if (usersig_panic(&error) != USERSIG_INTERNAL_ERROR || usersig_panic(NULL) != USERSIG_INTERNAL_ERROR) exit(1);
    if (error.code != 0 || error.cause[0] != 0 || strcmp(error.message, "the library has a fault") != 0) exit(1);
    sign(signer);
  }
  return NULL;
}

int main(void) {
  usersig_signer *signer = NULL;
  if (usersig_signer_new(1400000000, (const uint8_t *)"key", 3, 0, &signer, NULL) != USERSIG_OK) return 1;
  pthread_t threads[2];
  for (int index = 0; index < 2; index += 1) {
    if (pthread_create(&threads[index], NULL, panic_and_sign, signer) != 0) return 1;
  }
  for (int index = 0; index < 2; index += 1) pthread_join(threads[index], NULL);
  panic_and_sign(signer);
  usersig_signer_free(signer);
  printf("c: %d panics became results\n", 3 * 2 * ROUNDS);
  return 0;
}

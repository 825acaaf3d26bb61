// Signs, verifies and inspects UserSig and PrivateMapKey, the login tickets of Tencent Cloud IM and TRTC.
//
// Every text is a pointer with a length and needs no NUL. Every time is a number of seconds since 1970, at most 2^63 - 1. A
// signer or a verifier can be used by many threads at once until it is freed, and so can a key ring after it is filled. A
// function that fails fills `error`, unless it is NULL, and leaves its outputs unchanged. The caller owns all buffers.
// Functions keep no pointer to them.


#ifndef USERSIG_H
#define USERSIG_H

#include <stddef.h>
#include <stdint.h>

// Compilers warn if a result is not used. A caller that ignores a verdict lets everyone in.
#if defined(__GNUC__)
#define USERSIG_MUST_USE __attribute__((warn_unused_result))
#else
#define USERSIG_MUST_USE
#endif

// No leeway, tickets of the future are accepted, and none is revoked: usersig_tolerances t = USERSIG_DEFAULT_TOLERANCES;
#define USERSIG_DEFAULT_TOLERANCES {0, USERSIG_UNLIMITED, USERSIG_UNLIMITED}

// The name is a UserID of IM and TRTC, with up to 32 printable ASCII characters.
#define USERSIG_USER_ID 0

// The name is an identifier of up to 128 printable ASCII characters, for services other than IM and TRTC.
#define USERSIG_IDENTIFIER 1

// Set as `future_tolerance` to accept every ticket that was issued in the future, and as `valid_after` to revoke none.
#define USERSIG_UNLIMITED UINT64_MAX

// A buffer of this size holds every ticket that a signer writes and the NUL behind it.
#define USERSIG_MAX_TICKET_LEN 601

// English.
#define USERSIG_ENGLISH 0

// Simplified Chinese.
#define USERSIG_CHINESE 1

// The result of a function.
typedef enum usersig_result {
  // Success.
  USERSIG_OK = 0,
  // The ticket is refused. `error` says why.
  USERSIG_REFUSED = 1,
  // An argument is not allowed, or is NULL. `error` says which.
  USERSIG_INVALID_ARGUMENT = 2,
  // The buffer is too small. `USERSIG_MAX_TICKET_LEN` characters are always enough.
  USERSIG_BUFFER_TOO_SMALL = 3,
  // The key ring does not know the app, or has no key for it.
  USERSIG_NO_KEY = 4,
  // The library has a fault. Please report it.
  USERSIG_INTERNAL_ERROR = 5,
} usersig_result;

// How the receiver of a code should react.
typedef enum usersig_reaction {
  // The code is not known.
  USERSIG_UNKNOWN = 0,
  // Wait and try again.
  USERSIG_BACK_OFF = 1,
  // Correct something first.
  USERSIG_FIX_CONFIGURATION = 2,
  // Let a person decide.
  USERSIG_GIVE_UP = 3,
  // Get a fresh ticket and log in with it. Do this automatically only on 6206 and 70001.
  USERSIG_LOG_IN_AGAIN = 4,
} usersig_reaction;

// The keys of several apps. Fill the ring with one thread before others use it. After that, many threads can use it.
typedef struct usersig_key_ring usersig_key_ring;

// Signs the tickets of one app.
typedef struct usersig_signer usersig_signer;

// Verifies the tickets of one app.
typedef struct usersig_verifier usersig_verifier;

// Why a function failed. Texts end with NUL. A text that is too long is cut, and U+FFFD replaces control characters.
typedef struct usersig_error {
  // The service's number for a refused ticket or a missing key, else 0.
  int32_t code;
  // The kind of refusal, a word for programs, for example `expired`.
  char cause[32];
  // A sentence with the values involved.
  char message[256];
  // A next step for the person who made or carried the ticket.
  char advice[160];
} usersig_error;

// A TRTC room. A number other than 0 is a roomId, and the name is not read. With number 0, the name is a strRoomId.
typedef struct usersig_room {
  // The number of the room, or 0.
  uint32_t number;
  // The name of the room, if its number is 0.
  const char *name;
  // The length of the name.
  size_t name_len;
} usersig_room;

// How strictly times are judged. NULL stands for `USERSIG_DEFAULT_TOLERANCES`. Start with it and change members.
// `{.leeway = 60}` sets the others to 0, so a ticket that was issued one second after now is refused.
typedef struct usersig_tolerances {
  // Accepts a ticket for this many seconds after it expired. At most a day.
  uint64_t leeway;
  // Refuses a ticket that was issued more than this many seconds after now. At most a day.
  uint64_t future_tolerance;
  // Refuses a ticket that was issued at this time or earlier.
  uint64_t valid_after;
} usersig_tolerances;

// The claims of a ticket. Texts end with NUL. A text that is too long is cut, and U+FFFD replaces control characters. Only
// claims of `usersig_inspect` can have such texts.
typedef struct usersig_claims {
  // The user.
  char user_id[160];
  // The app.
  uint32_t sdk_app_id;
  // When the ticket was issued.
  uint64_t issued_at;
  // The last second at which the ticket is valid, without the leeway. A PrivateMapKey has two expiries, and this is the
  // earlier one.
  uint64_t expires_at;
  // The identity of the ticket.
  char fingerprint[17];
  // The tolerance that decided the verdict: 0 none, 1 the leeway, 2 the future tolerance.
  uint8_t tolerated;
  // 0 for a UserSig, and 1 for a PrivateMapKey, which sets the members below. `usersig_inspect` returns 2 for a
  // PrivateMapKey with a userbuf that cannot be read.
  uint8_t is_private_map_key;
  // All privileges the ticket gives.
  uint8_t privileges;
  // The number of the room, or 0 if it has a name.
  uint32_t room_number;
  // The name of the room, or an empty text. It has at most 71 bytes.
  char room_name[72];
} usersig_claims;

// One cause that the doctor found. Texts end with NUL. A text that is too long is cut, and U+FFFD replaces control
// characters.
typedef struct usersig_finding {
  // The word for programs.
  char id[48];
  // The service's number if the finding is a reason to refuse the ticket, else 0.
  int32_t code;
  // A sentence that names the problem.
  char what[256];
  // The evidence in the ticket.
  char evidence[256];
  // The next step.
  char remedy[256];
} usersig_finding;

#ifdef __cplusplus
extern "C" {
#endif // __cplusplus

// Makes a signer. A key is the text of the console or the bytes of a file, which may end with one line end. Free the
// signer with `usersig_signer_free`, which wipes the key. `backdating` is a number of seconds, usually 0 and at most a day.
// Tickets are dated this much earlier, so that a verifier whose clock is behind accepts them. The expiry stays the same.
//
// # Safety
// `key` points to `key_len` bytes. `out` points to a pointer.
USERSIG_MUST_USE
enum usersig_result usersig_signer_new(uint32_t sdk_app_id,
                                       const uint8_t *key,
                                       size_t key_len,
                                       uint64_t backdating,
                                       struct usersig_signer **out,
                                       struct usersig_error *error);

// Frees a signer. NULL is allowed.
//
// # Safety
// The signer is not used again.
void usersig_signer_free(struct usersig_signer *signer);

// Signs a ticket to log in with, and writes it and a NUL into the buffer. `name_kind` is `USERSIG_USER_ID` or
// `USERSIG_IDENTIFIER`. `len` may be NULL.
//
// # Safety
// All pointers are valid for their lengths.
USERSIG_MUST_USE
enum usersig_result usersig_signer_user_sig(const struct usersig_signer *signer,
                                            uint32_t name_kind,
                                            const char *user_id,
                                            size_t user_id_len,
                                            uint64_t lifetime,
                                            uint64_t now,
                                            char *buffer,
                                            size_t capacity,
                                            size_t *len,
                                            struct usersig_error *error);

// Signs a ticket that gives a user privileges in one TRTC room.
//
// # Safety
// All pointers are valid for their lengths.
USERSIG_MUST_USE
enum usersig_result usersig_signer_private_map_key(const struct usersig_signer *signer,
                                                   const char *user_id,
                                                   size_t user_id_len,
                                                   const struct usersig_room *room,
                                                   uint32_t privileges,
                                                   uint64_t lifetime,
                                                   uint64_t now,
                                                   char *buffer,
                                                   size_t capacity,
                                                   size_t *len,
                                                   struct usersig_error *error);

// Makes a verifier. A key is the text of the console or the bytes of a file, which may end with one line end. Free the
// verifier with `usersig_verifier_free`, which wipes the key.
//
// # Safety
// `key` points to `key_len` bytes. `out` points to a pointer.
USERSIG_MUST_USE
enum usersig_result usersig_verifier_new(uint32_t sdk_app_id,
                                         const uint8_t *key,
                                         size_t key_len,
                                         struct usersig_verifier **out,
                                         struct usersig_error *error);

// Frees a verifier. NULL is allowed.
//
// # Safety
// The verifier is not used again.
void usersig_verifier_free(struct usersig_verifier *verifier);

// Returns `USERSIG_OK`, which is 0, only if the user can log in with the ticket now. Every other value refuses the login.
// `name_kind` is `USERSIG_USER_ID` or `USERSIG_IDENTIFIER`. `tolerances` and `claims` may be NULL.
//
// # Safety
// All pointers are valid for their lengths.
USERSIG_MUST_USE
enum usersig_result usersig_verifier_user_sig(const struct usersig_verifier *verifier,
                                              const char *ticket,
                                              size_t ticket_len,
                                              uint32_t name_kind,
                                              const char *user_id,
                                              size_t user_id_len,
                                              uint64_t now,
                                              const struct usersig_tolerances *tolerances,
                                              struct usersig_claims *claims,
                                              struct usersig_error *error);

// Returns `USERSIG_OK`, which is 0, only if the ticket gives the user all needed privileges in this room now. Every other
// value refuses the user. With `needed` 0, any privileges are enough. `tolerances` and `claims` may be NULL.
//
// # Safety
// All pointers are valid for their lengths.
USERSIG_MUST_USE
enum usersig_result usersig_verifier_private_map_key(const struct usersig_verifier *verifier,
                                                     const char *ticket,
                                                     size_t ticket_len,
                                                     const char *user_id,
                                                     size_t user_id_len,
                                                     const struct usersig_room *room,
                                                     uint32_t needed,
                                                     uint64_t now,
                                                     const struct usersig_tolerances *tolerances,
                                                     struct usersig_claims *claims,
                                                     struct usersig_error *error);

// How the receiver of this code should react.
enum usersig_reaction usersig_code_reaction(int32_t code);

// Writes the service's name of a code and a NUL. The text is empty if the code has no name.
//
// # Safety
// All pointers are valid for their lengths.
USERSIG_MUST_USE
enum usersig_result usersig_code_name(int32_t code,
                                      char *buffer,
                                      size_t capacity,
                                      size_t *len,
                                      struct usersig_error *error);

// Writes the meaning of a code and a NUL. The text is empty if the code is not known.
//
// # Safety
// All pointers are valid for their lengths.
USERSIG_MUST_USE
enum usersig_result usersig_code_meaning(int32_t code,
                                         uint32_t language,
                                         char *buffer,
                                         size_t capacity,
                                         size_t *len,
                                         struct usersig_error *error);

// Writes when a client should fetch its next ticket, after about nine tenths of the lifetime of the current one.
//
// # Safety
// All pointers are valid for their lengths.
USERSIG_MUST_USE
enum usersig_result usersig_refresh_at(uint32_t name_kind,
                                       const char *user_id,
                                       size_t user_id_len,
                                       uint64_t issued_at,
                                       uint64_t expires_at,
                                       uint64_t *refresh_at,
                                       struct usersig_error *error);

// Says why a ticket is refused. Calls `found` with `data` for each finding, the most likely cause first. A user or a key
// that is NULL, or an app or a time that is 0, is not known. `found` may be NULL. A C++ exception that leaves `found` ends
// the process.
//
// # Safety
// All pointers are valid for their lengths. `found` does not keep its argument, and does not leave with `longjmp`.
USERSIG_MUST_USE
enum usersig_result usersig_diagnose(const char *ticket,
                                     size_t ticket_len,
                                     uint32_t sdk_app_id,
                                     const char *user_id,
                                     size_t user_id_len,
                                     const char *key,
                                     size_t key_len,
                                     uint64_t now,
                                     uint32_t language,
                                     void (*found)(const struct usersig_finding *finding, void *data),
                                     void *data,
                                     struct usersig_error *error);

// Makes an empty key ring. Free it with `usersig_key_ring_free`.
struct usersig_key_ring *usersig_key_ring_new(void);

// Frees a key ring. NULL is allowed. Signers and verifiers of the ring stay valid.
//
// # Safety
// The key ring is not used again.
void usersig_key_ring_free(struct usersig_key_ring *ring);

// Knows the app, even if it has no key.
//
// # Safety
// No other thread uses the ring.
USERSIG_MUST_USE
enum usersig_result usersig_key_ring_add_app(struct usersig_key_ring *ring,
                                             uint32_t sdk_app_id,
                                             struct usersig_error *error);

// Signs and verifies with this key, which replaces the key of the app that signed before.
//
// # Safety
// No other thread uses the ring. `key` points to `key_len` bytes.
USERSIG_MUST_USE
enum usersig_result usersig_key_ring_set_signing_key(struct usersig_key_ring *ring,
                                                     uint32_t sdk_app_id,
                                                     const uint8_t *key,
                                                     size_t key_len,
                                                     struct usersig_error *error);

// Also verifies with this key, through the second `retires_at`.
//
// # Safety
// No other thread uses the ring. `key` points to `key_len` bytes.
USERSIG_MUST_USE
enum usersig_result usersig_key_ring_add_retiring_key(struct usersig_key_ring *ring,
                                                      uint32_t sdk_app_id,
                                                      const uint8_t *key,
                                                      size_t key_len,
                                                      uint64_t retires_at,
                                                      struct usersig_error *error);

// Makes a signer for the app. Free it with `usersig_signer_free`.
//
// # Safety
// All pointers are valid.
USERSIG_MUST_USE
enum usersig_result usersig_key_ring_signer(const struct usersig_key_ring *ring,
                                            uint32_t sdk_app_id,
                                            struct usersig_signer **out,
                                            struct usersig_error *error);

// Makes a verifier for the app. Free it with `usersig_verifier_free`. Pass the app that you expect, because a ticket
// must not choose it.
//
// # Safety
// All pointers are valid.
USERSIG_MUST_USE
enum usersig_result usersig_key_ring_verifier(const struct usersig_key_ring *ring,
                                              uint32_t sdk_app_id,
                                              struct usersig_verifier **out,
                                              struct usersig_error *error);

// Reads a ticket without verifying it. The ticket may be forged, stolen or expired. Use the claims to show the ticket, and
// never to grant anything.
//
// # Safety
// All pointers are valid for their lengths.
USERSIG_MUST_USE
enum usersig_result usersig_inspect(const char *ticket,
                                    size_t ticket_len,
                                    struct usersig_claims *claims,
                                    struct usersig_error *error);

#ifdef __cplusplus
}  // extern "C"
#endif  // __cplusplus

#endif  /* USERSIG_H */

// Signs a ticket and verifies it with cgo: PKG_CONFIG_PATH=/usr/local/lib/pkgconfig go run sign.go
package main

/*
#cgo pkg-config: usersig
#include <stdlib.h>
#include <usersig.h>
*/
import "C"

import (
	"fmt"
	"log"
	"time"
	"unsafe"
)

func check(result uint32, problem *C.usersig_error) {
	if result != C.USERSIG_OK {
		log.Fatalf("%d %s: %s", problem.code, C.GoString(&problem.cause[0]), C.GoString(&problem.message[0]))
	}
}

func main() {
	key := []byte("the app's SDKSecretKey")
	user := C.CString("alice")
	defer C.free(unsafe.Pointer(user))
	now := C.uint64_t(time.Now().Unix())
	var signer *C.usersig_signer
	var verifier *C.usersig_verifier
	var problem C.usersig_error
	keyStart, keyLen := (*C.uint8_t)(unsafe.Pointer(&key[0])), C.size_t(len(key))
	check(C.usersig_signer_new(1400000000, keyStart, keyLen, 0, &signer, &problem), &problem)
	defer C.usersig_signer_free(signer)
	check(C.usersig_verifier_new(1400000000, keyStart, keyLen, &verifier, &problem), &problem)
	defer C.usersig_verifier_free(verifier)

	var ticket [C.USERSIG_MAX_TICKET_LEN]C.char
	var ticketLen C.size_t
	var claims C.usersig_claims
	check(C.usersig_signer_user_sig(signer, C.USERSIG_USER_ID, user, 5, 86400, now,
		&ticket[0], C.size_t(len(ticket)), &ticketLen, &problem), &problem)
	check(C.usersig_verifier_user_sig(verifier, &ticket[0], ticketLen, C.USERSIG_USER_ID, user, 5, now, nil,
		&claims, &problem), &problem)
	fmt.Println(C.GoString(&claims.user_id[0]), "is valid until", claims.expires_at)
}

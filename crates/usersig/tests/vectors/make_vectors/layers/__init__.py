"""The vectors of attacks.jsonl, one layer of the verifier after the other."""

from layers.field_encodings import signature_vectors, userbuf_vectors
from layers.field_numbers import number_vectors
from layers.field_types import name_vectors, type_vectors
from layers.json_accepted import official_document_vectors, unusual_document_vectors
from layers.json_refused import duplicate_vectors, legacy_vectors, lenient_vectors, other_document_vectors
from layers.json_text import json_depth_vectors, json_text_vectors
from layers.mac import key_vectors, text_mac_vectors, userbuf_mac_vectors
from layers.map_key_meaning import map_key_expiry_vectors, map_key_room_vectors
from layers.map_key_structure import map_key_accepted_vectors, map_key_structure_vectors
from layers.meaning import (
    expiry_vectors, identity_vectors, kind_vectors, look_alike_vectors, revocation_vectors, year_vectors,
)
from layers.order import order_vectors
from layers.text import (
    alphabet_vectors, junk_vectors, length_vectors, loose_bit_vectors, other_text_vectors, space_vectors,
)
from layers.zlib_blocks import block_vectors
from layers.zlib_codes import huffman_vectors
from layers.zlib_container import container_vectors, size_vectors

LAYERS = {
    "text": [length_vectors, alphabet_vectors, loose_bit_vectors, space_vectors, junk_vectors, other_text_vectors],
    "zlib": [container_vectors, size_vectors, block_vectors, huffman_vectors],
    "JSON": [official_document_vectors, unusual_document_vectors, other_document_vectors, duplicate_vectors,
             legacy_vectors, lenient_vectors, json_text_vectors, json_depth_vectors],
    "fields": [name_vectors, type_vectors, number_vectors, signature_vectors, userbuf_vectors],
    "MAC": [key_vectors, text_mac_vectors, userbuf_mac_vectors],
    "meaning": [identity_vectors, look_alike_vectors, expiry_vectors, year_vectors, kind_vectors, revocation_vectors],
    "PrivateMapKey": [map_key_accepted_vectors, map_key_structure_vectors, map_key_expiry_vectors,
                      map_key_room_vectors],
    "order": [order_vectors],
}


def vectors_of(layer):
    return [vector for vectors in LAYERS[layer] for vector in vectors()]

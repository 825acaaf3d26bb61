"""The lines of json_syntax.jsonl."""

from extra import nested

REFUSED_BY_ALL = {
    "array": {
        "trailing_comma": "[1,]", "leading_comma": "[,1]", "two_commas": "[1,,2]", "only_comma": "[,]",
        "no_comma": "[1 2]", "line_instead_of_comma": "[1\n2]", "colon": "[1:2]", "semicolon": "[1;2]",
        "named_element": '["a":1]', "open": "[1", "open_after_comma": "[1,", "only_open": "[", "only_close": "]",
        "closed_by_brace": "[1}", "closed_twice": "[1]]", "inner_open": "[[1]", "inner_crossed": "[{]}",
        "round": "(1)", "angle": "<1>", "range": "[1..2]", "spread": "[...[1]]", "escaped_inside": "[\\n]",
        "two_arrays": "[1][2]", "word_after": "[1]x", "unquoted_element": "[a]",
    },
    "object": {
        "trailing_comma": '{"a":1,}', "leading_comma": '{,"a":1}', "two_commas": '{"a":1,,"b":2}',
        "only_comma": "{,}", "no_comma": '{"a":1 "b":2}', "semicolon": '{"a":1;"b":2}', "no_colon": '{"a" 1}',
        "two_colons": '{"a"::1}', "equals": '{"a"=1}', "arrow": '{"a"=>1}', "no_value": '{"a":}',
        "only_name": '{"a"}', "no_name": "{:1}", "value_twice": '{"a":1:2}', "names_only": '{"a","b"}',
        "bare_name": "{a:1}", "single_quoted_name": "{'a':1}", "number_name": "{1:1}", "null_name": "{null:1}",
        "array_name": "{[]:1}", "bare_value": '{"a":b}', "open": '{"a":1', "open_after_comma": '{"a":1,',
        "only_open": "{", "only_close": "}", "closed_by_bracket": '{"a":1]', "closed_twice": '{"a":1}}',
        "open_in_name": '{"a":1,"b', "two_objects": '{"a":1}{"b":2}', "comment_in_middle": '{"a"/* */:1}',
        "hash_after": '{"a":1}#', "star": "{*}", "second_name_only": '{"a":1,"b"}',
    },
    "number": {
        "leading_zero": "01", "minus_leading_zero": "-01", "two_zeros": "00", "plus": "+1", "plus_zero": "+0",
        "point_only": ".", "point_first": ".5", "minus_point_first": "-.5", "point_last": "1.",
        "minus_point_last": "-1.", "point_then_exponent": "1.e5", "two_points": "1.5.5", "exponent_open": "1e",
        "exponent_plus_open": "1e+", "exponent_minus_open": "1e-", "exponent_two_signs": "1E+-2",
        "exponent_fraction": "1e5.5", "exponent_twice": "1e1e1", "exponent_only": "e5", "exponent_spaced": "1 e5",
        "exponent_sign_spaced": "1e 5", "hex": "0x10", "hex_letter": "1a", "octal": "0o7", "binary": "0b1",
        "grouped_underscore": "1_000", "grouped_comma": "1,000", "grouped_apostrophe": "1'000", "minus_only": "-",
        "plus_only": "+", "minus_twice": "--1", "minus_plus": "-+1", "minus_spaced": "- 1", "minus_last": "1-",
        "minus_word": "-a", "sum": "1+1", "quotient": "1/2", "suffix_long": "1L", "suffix_float": "1f",
        "suffix_big": "1n", "percent": "1%", "dollar": "$1", "nan": "NaN", "nan_lower": "nan", "minus_nan": "-NaN",
        "infinity": "Infinity", "plus_infinity": "+Infinity", "minus_infinity": "-Infinity", "inf": "Inf",
        "arabic_digit": "\u0661", "wide_digit": "\uff11", "fraction_sign": "\u00bd", "minus_sign": "\u22121",
    },
    "string": {
        "open": '"a', "only_quote": '"', "end_only": 'a"', "open_after_backslash": '"a\\', "end_escaped": '"a\\"',
        "single_quotes": "'a'", "back_quotes": "`a`", "curly_quotes": "\u201ca\u201d", "bare_word": "abc",
        "escape_x": '"\\x41"', "escape_a": '"\\a"', "escape_v": '"\\v"', "escape_zero": '"\\0"',
        "escape_octal": '"\\101"', "escape_apostrophe": '"\\\'"', "escape_capital_n": '"\\N"',
        "escape_space": '"\\ "', "escape_line_end": '"\\\n"', "escape_emoji": '"\\\U0001f600"',
        "unicode_no_digits": '"\\u"', "unicode_one_digit": '"\\u1"', "unicode_three_digits": '"\\u123"',
        "unicode_not_hex": '"\\u12g4"', "unicode_plus": '"\\u+123"', "unicode_space": '"\\u 123"',
        "unicode_capital_u": '"\\U0041"', "unicode_braces": '"\\u{41}"', "unicode_second_open": '"\\ud83d\\u"',
        "unicode_second_short": '"\\ud83d\\ude0"', "raw_line_feed": '"a\nb"', "raw_return": '"a\rb"',
        "raw_tab": '"a\tb"', "raw_nul": '"a\0b"', "raw_backspace": '"a\bb"', "raw_last_control": '"a\x1fb"',
        "two_strings": '"a" "b"', "two_joined": '"a""b"', "sum": '"a"+"b"', "triple": '"""a"""',
        "prefixed": 'u"a"', "escape_outside": "\\u0031", "escaped_quotes": '\\"a\\"',
    },
    "word": {
        "true_capital": "True", "true_upper": "TRUE", "true_short": "tru", "true_long": "truee",
        "false_short": "fals", "false_capital": "False", "null_short": "nul", "null_capital": "Null",
        "null_upper": "NULL", "none": "None", "nil": "nil", "undefined": "undefined", "yes": "yes", "two": "true false",
        "joined": "nullnull", "letter": "t",
    },
    "text": {
        "empty": "", "space": " ", "two_values": "1 2", "comma_after": "1,", "comma_before": ",1", "colon": ":1",
        "semicolon": "1;", "block_comment_before": "/* a */1", "block_comment_after": "1/* a */",
        "block_comment_open": "1/*", "line_comment": "1// a", "hash_comment": "1# a", "slash": "1/",
        "form_feed": "\f1", "vertical_tab": "\v1", "no_break_space": "\u00a01", "line_separator": "1\u2028",
        "zero_width_space": "\u200b1", "nul_before": "\x001", "nul_after": "1\0", "backslash": "\\",
        "star": "*", "markup": "<a>1</a>", "entity": "&quot;a&quot;", "call": "f(1)", "guard": ")]}'1",
        "escape_sequence": "\x1b[1m1",
    },
}
REFUSED_BYTES = {"byte_ff": "ff", "byte_latin_1": "e9", "byte_continuation": "80", "byte_after_number": "31c3"}

READERS_CHOICE = {
    "surrogate_high": ('"\\ud83d"', True), "surrogate_low": ('"\\ude00"', True),
    "surrogate_swapped": ('"\\ude00\\ud83d"', True), "surrogate_high_twice": ('"\\ud83d\\ud83d"', True),
    "surrogate_then_letter": ('"\\ud83da"', True), "surrogate_then_escape": ('"\\ud83d\\n"', True),
    "surrogate_then_unicode": ('"\\ud83d\\u0061"', True), "surrogate_after_pair": ('"\\ud83d\\ude00\\ude00"', True),
    "surrogate_in_name": ('{"\\udfff":1}', True), "surrogate_in_array": ('["\\udbff"]', True),
    "byte_order_mark": ("\ufeff1", True),
    "number_huge_exponent": ("1e400", False), "number_minus_huge_exponent": ("-1e400", False),
    "number_tiny_exponent": ("1e-400", False), "number_exponent_many_digits": ("1e" + "9" * 30, False),
    "number_minus_exponent_many_digits": ("1e-" + "9" * 30, False),
    "number_2_to_64": ("18446744073709551616", False), "number_below_i64": ("-9223372036854775809", False),
    "number_100_digits": ("1" + "0" * 99, False), "number_100_decimals": ("0." + "1" * 100, False),
    "number_zero_huge_exponent": ("0e999999", False), "number_more_than_double": ("9007199254740993", False),
    "object_same_name": ('{"a":1,"a":2}', False), "object_same_name_and_value": ('{"a":1,"a":1}', False),
    "object_same_name_escaped": ('{"a":1,"\\u0061":2}', False),
    "nested_16_arrays": (nested("[", 16), False), "nested_16_objects": (nested("{", 16), False),
    "nested_17_arrays": (nested("[", 17), True), "nested_17_objects": (nested("{", 17), True),
    "nested_17_mixed": (nested("{[", 17), True), "nested_500_arrays": (nested("[", 500), True),
    "nested_500_objects": (nested("{", 500), True),
}
READERS_CHOICE_BYTES = {
    "utf8_ff": "22ff22", "utf8_continuation": "228022", "utf8_cut_2": "22c322", "utf8_cut_3": "22e5b022",
    "utf8_cut_4": "22f09f9822", "utf8_overlong_2": "22c1a122", "utf8_overlong_3": "22e080af22",
    "utf8_overlong_nul": "22c08022", "utf8_surrogate": "22eda0bd22", "utf8_beyond": "22f490808022",
    "utf8_latin_1": "22e922", "utf8_in_name": "7b22ff223a317d", "utf16_little": "3100", "utf16_big": "0031",
    "utf16_marked": "fffe3100", "utf8_mark_cut": "efbb31",
}

FINE = {
    "null": "null", "true": "true", "false": "false", "empty_string": '""', "empty_array": "[]",
    "empty_object": "{}", "zero": "0", "minus_zero": "-0", "one": "1", "minus_one": "-1", "fraction": "0.5",
    "minus_fraction": "-0.5", "zero_fraction": "1.0", "exponent": "1e5", "exponent_capital": "1E5",
    "exponent_plus": "1e+5", "exponent_minus": "1e-5", "exponent_zero": "0e0", "exponent_leading_zero": "1e05",
    "fraction_exponent": "-1.25E-07", "i64_max": "9223372036854775807", "i64_min": "-9223372036854775808",
    "array_one": "[1]", "array_many": "[1,true,null,\"a\",[],{}]", "array_spaced": "[ 1 , 2 ]",
    "array_lines": "[\n1\r\n,\t2]", "array_nested": "[[[[1]]]]", "object_one": '{"a":1}',
    "object_spaced": '{ "a" : 1 , "b" : 2 }', "object_empty_name": '{"":0}', "object_nested": '{"a":{"b":{"c":[]}}}',
    "object_escaped_name": '{"\\u0061":1}', "object_known_names": '{"TLS.ver":1,"TLS.sig":true,"TLS.identifier":[]}',
    "object_long_name": '{"' + "n" * 300 + '":1}', "string_letters": '"abc"', "string_space": '" "',
    "string_all_escapes": '"\\"\\\\\\/\\b\\f\\n\\r\\t"', "string_slash_bare": '"/"', "string_nul_escaped": '"\\u0000"',
    "string_control_escaped": '"\\u001b[1m"', "string_upper_hex": '"\\u00E9\\u00AF"', "string_pair": '"\\ud83d\\ude00"',
    "string_pair_twice": '"\\uD83D\\uDE00\\ud83d\\ude00"', "string_non_character": '"\\uffff"',
    "string_last_character": '"\\udbff\\udfff"', "string_mark_escaped": '"\\ufeff"', "string_mark_inside": '"\ufeff"',
    "string_delete": '"\x7f"', "string_two_bytes": '"\u00e9"', "string_three_bytes": '"\u5c0f\u519b"',
    "string_four_bytes": '"\U0001f600"', "string_last_raw": '"\U0010ffff"', "string_line_separator": '"\u2028\u2029"',
    "string_comment_inside": '"/* a */ // b # c"', "string_brackets": '"[{]}"', "string_commas": '",:,"',
    "string_escaped_backslash_end": '"\\\\"', "string_looks_escaped": '"\\\\u0061"', "string_apostrophe": '"\'"',
    "white_space_around": " \t\r\n1\n\r\t ", "string_long": '"' + "a" * 1000 + '"',
}


def json_syntax_lines():
    for group, texts in REFUSED_BY_ALL.items():
        for name, text in texts.items():
            yield {"name": f"n_{group}_{name}", "text": text}
    for name, data in REFUSED_BYTES.items():
        yield {"name": f"n_{name}", "hex": data}
    for name, (text, is_refused) in READERS_CHOICE.items():
        yield {"name": f"i_{name}", "text": text, "refused": is_refused}
    for name, data in READERS_CHOICE_BYTES.items():
        yield {"name": f"i_{name}", "hex": data, "refused": True}
    for name, text in FINE.items():
        yield {"name": f"y_{name}", "text": text}

"""Exceptions and error codes."""

from typing import TypeAlias

from . import _native
from ._words import Cause, Language, Reaction

# Name, meaning in English and Chinese, reaction.
_Row: TypeAlias = tuple[str | None, str | None, str | None, Reaction | None]

_ROWS: "dict[int, _Row]" = {row[0]: row[1:] for row in _native.error_codes()}


@_native.class_of_first_import
class ErrorCode(int):
    """A number that the service or one of its SDKs answers with. Every number is allowed.

    A number that is not known has no name, no meaning and no reaction.
    """

    __slots__ = ()

    @property
    def name(self) -> str | None:
        """The service's constant, misspellings included."""
        return self._row()[0]

    def meaning(self, language: Language = "en") -> str | None:
        """A sentence that says what happened."""
        _, english, chinese, _ = self._row()
        meanings = {"en": english, "zh": chinese}
        if language not in meanings:
            raise ValueError('a language is "en" or "zh"')
        return meanings[language]

    @property
    def reaction(self) -> Reaction | None:
        """How the receiver of the code should react."""
        return self._row()[3]

    @classmethod
    def all(cls) -> "list[ErrorCode]":
        """Every known code in ascending order."""
        return [cls(number) for number in _ROWS]

    def _row(self) -> _Row:
        return _ROWS.get(int(self), (None, None, None, None))

    def __repr__(self) -> str:
        return f"ErrorCode({int(self)})"

    def __str__(self) -> str:
        return str(int(self))


@_native.class_of_first_import
class Refusal(Exception):
    """Something is refused. `cause` is a word for programs, and `code` is the service's number."""

    code: ErrorCode
    cause: Cause
    message: str
    advice: str

    def __init__(self, code: int, cause: Cause, message: str, advice: str) -> None:
        super().__init__(code, cause, message, advice)
        self.code = ErrorCode(code)
        self.cause = cause
        self.message = message
        self.advice = advice

    def advice_in(self, language: Language) -> str:
        """The advice in English ("en") or Chinese ("zh")."""
        return _native.advice(self.cause, language)

    def __str__(self) -> str:
        name = self.code.name
        return f"{int(self.code)}{f' {name}' if name else ''} ({self.cause}): {self.message}"


@_native.class_of_first_import
class VerifyError(Refusal):
    """A ticket is refused, or the text is not a ticket."""


@_native.class_of_first_import
class KeyRingError(Refusal):
    """A key ring does not know an app, or has no key for it."""

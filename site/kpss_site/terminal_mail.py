"""Mail in the terminal as people read it; Django's own backend shows letters with accents in the code of the line."""

from __future__ import annotations

from django.core.mail import EmailMessage
from django.core.mail.backends import console

LINE = "-" * 79


class EmailBackend(console.EmailBackend):
    """Writes who is told, of what, and the words."""

    def write_message(self, message: EmailMessage) -> None:
        """Write one mail."""
        head = f"To: {', '.join(message.recipients())}\nSubject: {message.subject}"
        self.stream.write(f"{LINE}\n{head}\n\n{message.body.strip()}\n\n")

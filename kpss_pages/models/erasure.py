"""When a person or organisation is deleted, rosters and minutes keep the words their readers saw.

To take a public name back everywhere, make it private first and delete the person then.
"""

from typing import Any

from django.db.models.signals import pre_delete
from django.dispatch import receiver

from .groups import GroupMember
from .meeting_rows import Attendance
from .organisations import Organisation, Provider
from .people import Person


@receiver(pre_delete, sender=Person)
def leave_words_of_a_person(sender: type, instance: Person, **kwargs: Any) -> None:
    """Let the seat and the attendance stay, described as they were shown."""
    for row in (GroupMember, Attendance):
        row.objects.filter(person=instance, name="").update(name=instance.public_name)


@receiver(pre_delete, sender=Organisation)
@receiver(pre_delete, sender=Provider)
def leave_words_of_an_organisation(sender: type, instance: Organisation, **kwargs: Any) -> None:
    """Let the seat stay under the organisation's last name."""
    seats = GroupMember.objects.filter(organisation=instance, person=None, name="")
    seats.update(name=instance.name)

"""What each clash is called and said, in both languages, and what to do about it.

Here does not belong finding them (`clashes`).
"""

from __future__ import annotations

from enum import StrEnum

from vardvag.base.texts import Text


class ClashKind(StrEnum):
    """What does not hang together."""

    OVERLAP = "overlap"
    SAME_DAY = "same_day"
    INSTRUCTIONS = "instructions"
    TOO_EARLY = "too_early"
    WAITS_FOR_UNTIMED = "waits_for_untimed"
    WINDOW_PASSED = "window_passed"
    AFTER_TARGET = "after_target"
    ORPHAN_REFERRAL = "orphan_referral"
    NO_COORDINATOR = "no_coordinator"
    CONTACT_ENDING = "contact_ending"
    HAND_OVER_OPEN = "hand_over_open"
    STALE_COPY = "stale_copy"


WORDS: dict[ClashKind, tuple[Text, Text]] = {
    ClashKind.OVERLAP: (
        Text("Två tider överlappar varandra", "Two times overlap"),
        Text("Fråga patienten vilken som ska flyttas.", "Ask the patient which one to move."),
    ),
    ClashKind.SAME_DAY: (
        Text("Två enheter har bokat samma dag", "Two units have booked the same day"),
        Text(
            "Fråga patienten om det passar: en resa i stället för två, eller för mycket på en dag.",
            "Ask the patient whether it suits her: one journey instead of two, or too much in a day.",
        ),
    ),
    ClashKind.INSTRUCTIONS: (
        Text("Två enheter säger olika om samma sak", "Two units say different things about the same"),
        Text(
            "Låt enheterna komma överens, och skriv en av dem.", "Let the units agree, and write one of them."
        ),
    ),
    ClashKind.TOO_EARLY: (
        Text("Steget är bokat före ett steg som måste vara klart", "The step is booked before one it needs"),
        Text("Flytta det ena av dem.", "Move one of them."),
    ),
    ClashKind.WAITS_FOR_UNTIMED: (
        Text(
            "Steget är bokat, men ett steg som måste vara klart först har ingen tid",
            "The step is booked, but one that must be done first has no time",
        ),
        Text("Boka det första steget.", "Book the first step."),
    ),
    ClashKind.WINDOW_PASSED: (
        Text("Senaste dagen har passerat utan bokad tid", "The latest day has passed without a time"),
        Text("Boka en tid, eller kom överens om en ny dag.", "Book a time, or agree on another day."),
    ),
    ClashKind.AFTER_TARGET: (
        Text("Tiden ligger efter det medicinska måldatumet", "The time is after the clinical target date"),
        Text(
            "Sök en tidigare tid, eller fråga den som satte datumet.",
            "Seek an earlier time, or ask who set it.",
        ),
    ),
    ClashKind.ORPHAN_REFERRAL: (
        Text("Ingen har tagit emot remissen", "Nobody has taken the referral"),
        Text(
            "Ring mottagaren, eller skicka remissen till en annan enhet.", "Ring the receiver, or send it on."
        ),
    ),
    ClashKind.NO_COORDINATOR: (
        Text("Planen har ingen fast vårdkontakt", "The plan has no named care contact"),
        Text("Utse en, och säg hur hon nås.", "Name one, and say how she is reached."),
    ),
    ClashKind.CONTACT_ENDING: (
        Text("Den fasta kontaktens tid tar snart slut", "The named contact's period is about to end"),
        Text("Utse nästa innan dess.", "Name the next one before that."),
    ),
    ClashKind.HAND_OVER_OPEN: (
        Text("Ingen har svarat på överlämningen", "Nobody has answered the hand-over"),
        Text(
            "Ring mottagaren. Till dess har avsändaren kvar ansvaret.",
            "Ring the taker. Until then the giver has it.",
        ),
    ),
    ClashKind.STALE_COPY: (
        Text("Kopian av den andra planen är för gammal", "The copy of the other plan is too old"),
        Text("Hämta den på nytt från källan.", "Fetch it anew from its source."),
    ),
}
"""The words of every kind: what is wrong, and the remedy."""

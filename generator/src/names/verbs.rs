//! Which words say what is done, so that a name can begin with them.

use super::singular;

/// Verbs that are hardly ever nouns in a path.
const VERBS: &str = "\
    accept acknowledge activate add analyze append apply approve assign associate attach authorize \
    autocomplete block calculate cancel capture change check clear clone compare complete compute confirm \
    connect continue convert copy create deactivate decline delete deny deploy deregister destroy detach \
    detect disable disassociate disconnect dismiss dissociate download duplicate edit email enable end \
    enroll execute expire extend extract fetch finalize find follow forward generate get hide import insert \
    install invite join kick leave like list lock login logout lookup mark merge moderate modify move mute \
    notify open overwrite pause permanently pin poll preview process promote publish purge push reactivate read \
    reassign rebuild recognize refresh refund register reject release remove rename render renew reopen \
    reorder replace reply reprocess request rerun resend reset resolve restart restore resume retrieve retry \
    return revert revoke rotate run save schedule send set share show sign skip snooze split star start stop \
    submit subscribe suspend swap switch sync terminate toggle train transcribe transfer translate trash \
    trigger unarchive unassign unblock undelete undo unfollow unhide uninstall unlike unlink unlock unmark \
    unmute unpin unpublish unregister unshare unstar unsubscribe unsuspend untrash unvote update upgrade \
    upload upsert validate verify view void withdraw write";

/// Words that are verbs behind a method that changes something, and nouns behind one that reads.
const ACTIONS: &str = "\
    advance archive ban bind bookmark charge checkout classify close comment count crop decrement deliver dispatch \
    embed escalate estimate evaluate export fail favorite filter fork fund increment invoke launch link log match \
    migrate mint order pay ping play post present print provision query queue rank rate reboot record redact redeem \
    repeat report resize retire reverse rollback scale search seek ship shuffle shutdown simulate stream succeed \
    summarize test tokenize track transition vote watch";

/// Of those, the ones that are verbs behind a reading method too.
const READING: &str = "\
    count export ping query search test";

/// Verbs and actions that are nouns in front of a plural: `check_items`, `request_types`.
const NOUNS: &str = "\
    advance block change charge check comment email end estimate fail filter fund import launch like link lock log \
    lookup match mint open order pay pin play poll post present preview print process push queue rank rate read \
    record refund repeat reply report request rerun return reverse run scale share ship show sign split star stream \
    swap sync test track train transfer transition translate trash trigger upgrade view vote watch";

/// Verbs of the removing kind, which a DELETE may be called by.
const REMOVING: &str = "\
    cancel clear deactivate delete deregister destroy detach disable disassociate disconnect dismiss \
    dissociate leave permanently purge reject remove reset revoke trash";

/// States something can be put into; behind a method that changes something, `active` means "mark as active".
const STATES: &str = "\
    accepted active approved cancelled closed completed confirmed declined default delivered draft hot \
    inactive lost open paid primary private public read rejected seen sent shipped spam unread won";

/// Words that put what they follow before them: `mark` … `as_read`.
const PREPOSITIONS: &str = "\
    as by down for from in into of off on out to up via with";

/// Whether a word says what is done, whatever the method.
pub(super) fn is_verb(word: &str) -> bool {
    is_in(VERBS, word) || undoes(word)
}

/// Whether the words that end a path say what `method` does there.
pub(super) fn is_action(words: &[String], method: &str) -> bool {
    let Some((first, rest)) = words.split_first() else { return false };
    let first = first.as_str();
    let plural = rest.last().is_some_and(|last| singular(last) != *last);
    let reads = matches!(method, "GET" | "HEAD") && !rest.is_empty();
    // A GET of `destroy_with_associated_resources` destroys nothing.
    if (plural || reads) && is_in(NOUNS, first) || reads && !agrees(first, method) {
        return false;
    }
    match method {
        "GET" | "HEAD" => {
            (is_verb(first) && !is_in(STATES, first) && first != "email") || is_in(READING, first)
        }
        "DELETE" => is_in(REMOVING, first) || undoes(first),
        _ => (is_verb(first) && first != "email") || is_in(ACTIONS, first),
    }
}

/// Whether a word takes another verb back: `unpin`.
fn undoes(word: &str) -> bool {
    word.strip_prefix("un").is_some_and(|verb| is_in(VERBS, verb) || is_in(ACTIONS, verb))
}

/// Whether a word is a state that something is put into.
pub(super) fn is_state(word: &str) -> bool {
    is_in(STATES, word)
}

/// Whether a word is a preposition or an adverb of a verb phrase.
pub(super) fn is_preposition(word: &str) -> bool {
    is_in(PREPOSITIONS, word)
}

/// Whether a verb alone says it all: `POST /translate`.
pub(super) fn stands_alone(words: &[String], method: &str) -> bool {
    matches!(words, [verb] if is_action(words, method) && !is_in(NOUNS, verb) && !is_in(STATES, verb))
}

/// Whether a verb can be what `method` does: a link that says `create` is not about a GET.
pub(super) fn agrees(verb: &str, method: &str) -> bool {
    const READ: &str = "fetch find get list lookup read retrieve show view download";
    const LOOK: &str =
        "calculate check compare count export generate poll preview query search validate verify";
    const MAKE: &str = "add create insert register upload";
    const CHANGE: &str = "edit modify rename replace set update";
    const END: &str = "delete destroy purge remove";
    match method {
        "GET" | "HEAD" => is_in(READ, verb) || is_in(LOOK, verb),
        "POST" => !is_in(END, verb),
        "PUT" | "PATCH" => !is_in(READ, verb) && !is_in(END, verb),
        "DELETE" => !is_in(READ, verb) && !is_in(MAKE, verb) && !is_in(CHANGE, verb),
        _ => true,
    }
}

/// Whether a list, written with spaces, holds a word.
fn is_in(list: &str, word: &str) -> bool {
    list.split_ascii_whitespace().any(|one| one == word)
}

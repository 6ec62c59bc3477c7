//! How a browser gets at [`answer`]: by numbers, for it has nothing else to hand over.
//!
//! A page asks for room, writes a message there, and is told where the answer is. What lies there is the length (four bytes,
//! little-endian) and then the answer; it stays until the next call.

// What is exported has a name that nothing else may have, which the compiler can't check.
#![allow(unsafe_code)]

use std::cell::RefCell;

use lowcodeapi_generator::scaffold::RuntimePackage;

use crate::{Runtime, Stage, answer};

#[link(wasm_import_module = "page")]
unsafe extern "C" {
    /// Tells the page how far it is.
    safe fn progress(stage: u32);
}

unsafe extern "C" {
    /// What the linker collects of code that is to run first; a library in a browser has nobody else to call it. The
    /// functions of JSONPath are registered so.
    fn __wasm_call_ctors();
}

thread_local! {
    static ROOM: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
    static ANSWER: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
    static RUNTIME: RefCell<Option<Runtime>> = const { RefCell::new(None) };
}

/// Room for a message of so many bytes, and where it is.
#[unsafe(no_mangle)]
extern "C" fn room(length: usize) -> *mut u8 {
    ROOM.with_borrow_mut(|room| {
        *room = vec![0; length];
        room.as_mut_ptr()
    })
}

/// Takes the runtime's sources, as JSON, from the room; to be called first, and once. 0 where they are none, with the reason
/// as the answer.
#[unsafe(no_mangle)]
extern "C" fn take_runtime() -> u32 {
    // SAFETY: nothing has run yet that could need it, and nothing calls it again.
    unsafe { __wasm_call_ctors() };
    std::panic::set_hook(Box::new(|panic| leave(panic.to_string().as_bytes())));
    match serde_json::from_slice::<RuntimePackage>(&ROOM.take()) {
        Ok(package) => {
            RUNTIME.set(Some(package.into()));
            1
        }
        Err(error) => {
            leave(error.to_string().as_bytes());
            0
        }
    }
}

/// Answers the message in the room. 0 where it is none, with the reason as the answer.
#[unsafe(no_mangle)]
extern "C" fn ask() -> u32 {
    let message = ROOM.take();
    RUNTIME.with_borrow(|runtime| {
        let runtime = runtime.as_ref().expect("a page hands over the runtime first");
        let answered = answer(&message, runtime, &mut |stage: Stage| progress(stage as u32));
        let is_fine = answered.is_ok();
        leave(&answered.unwrap_or_else(|error| error.to_string().into_bytes()));
        u32::from(is_fine)
    })
}

/// Where the answer is; after a panic, its message.
#[unsafe(no_mangle)]
extern "C" fn answered() -> *const u8 {
    ANSWER.with_borrow(|answer| answer.as_ptr())
}

fn leave(answer: &[u8]) {
    let length = u32::try_from(answer.len()).unwrap_or(u32::MAX);
    ANSWER.set([&length.to_le_bytes(), answer].concat());
}

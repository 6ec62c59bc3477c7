//! How much memory this process has had at most.

/// The peak of what is resident, in bytes; none where the system keeps no such record (only Linux does).
pub(super) fn peak() -> Option<u64> {
    in_status(&std::fs::read_to_string("/proc/self/status").ok()?)
}

/// The line `VmHWM:    12345 kB` (`man 5 proc_pid_status`).
fn in_status(status: &str) -> Option<u64> {
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kibibytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    kibibytes.checked_mul(1024)
}

#[cfg(test)]
mod tests {
    use super::in_status;

    #[test]
    fn the_peak_is_read_where_it_is_recorded() {
        assert_eq!(in_status("Name:\tx\nVmHWM:\t    2048 kB\nVmRSS:\t 1 kB\n"), Some(2 << 20));
        assert_eq!(in_status("Name:\tx\n"), None);
    }
}

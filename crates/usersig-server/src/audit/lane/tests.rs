use std::fs;
use std::path::PathBuf;
use std::pin::pin;

use futures_util::FutureExt;
use metrics::Counter;
use tokio::runtime::Builder;

use super::*;
use crate::audit::group::{Leader, MAX_DELAY};
use crate::audit::sink::Target;

/// A lane that writes into a file, and the file.
fn lane(patience: Duration) -> (tempfile::TempDir, PathBuf, Arc<Writer>, Lane) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("audit.jsonl");
    let writer = Arc::new(Writer::open(Target::File(path.clone()), Counter::noop()).unwrap());
    let lane = Lane::start(&writer, patience).unwrap();
    (folder, path, writer, lane)
}

fn line(text: &str) -> Lines {
    Lines { bytes: format!("{text}\n").into_bytes(), count: 1 }
}

fn close(lane: &Lane) {
    lane.change(|group| group.is_closed = true);
    lane.join(Instant::now() + MAX_DELAY);
}

const FOREVER: Duration = Duration::MAX;

#[test]
fn a_request_without_patience_leaves_its_record_to_the_thread() {
    let (_folder, path, writer, lane) = lane(Duration::ZERO);
    let lines = line("record");
    let in_use = writer.free_sink().unwrap();
    let mut recorded = pin!(lane.record(&lines));
    // The first poll lets other requests run, and the second one finds the target in use.
    assert!((&mut recorded).now_or_never().is_none());
    lane.change(|group| assert!(matches!(group.leader, Leader::Request { .. })));
    assert!((&mut recorded).now_or_never().is_none());
    lane.change(|group| assert_eq!(group.leader, Leader::Absent));
    assert!(fs::read(&path).unwrap().is_empty());
    drop(in_use);
    let recorded = Builder::new_current_thread().build().unwrap().block_on(recorded);
    assert!(matches!(recorded, Recorded::Now(Written::Yes)));
    assert_eq!(fs::read(&path).unwrap(), lines.bytes);
    close(&lane);
}

#[test]
fn a_request_writes_its_group_itself_when_another_worker_has_finished() {
    let (_folder, path, writer, lane) = lane(FOREVER);
    let lines = line("record");
    let in_use = writer.free_sink().unwrap();
    let mut recorded = pin!(lane.record(&lines));
    assert!((&mut recorded).now_or_never().is_none() && (&mut recorded).now_or_never().is_none());
    drop(in_use);
    assert!(matches!((&mut recorded).now_or_never(), Some(Recorded::Now(Written::Yes))));
    assert_eq!(fs::read(&path).unwrap(), lines.bytes);
    close(&lane);
}

#[test]
fn the_group_of_a_request_whose_client_left_is_written() {
    for is_in_use in [false, true] {
        let (_folder, path, writer, lane) = lane(FOREVER);
        let (first, second) = (line("first"), line("second"));
        let in_use = is_in_use.then(|| writer.free_sink().unwrap());
        let mut leads = Box::pin(lane.record(&first));
        assert!((&mut leads).now_or_never().is_none());
        let Some(Recorded::Later(fate)) = lane.record(&second).now_or_never() else { panic!("it follows") };
        assert!(!is_in_use || (&mut leads).now_or_never().is_none());
        drop(leads);
        drop(in_use);
        assert_eq!(Builder::new_current_thread().build().unwrap().block_on(fate.wait()), Written::Yes);
        assert_eq!(fs::read_to_string(&path).unwrap(), "first\nsecond\n");
        close(&lane);
    }
}

/// A worker that is blocked in a write, or stopped, does not run the request that leads the group. Later that request writes the
/// group, or the thread does because another worker is writing, or because the client of the request left.
#[test]
fn requests_are_refused_while_the_request_that_leads_them_cannot_run_and_their_lines_are_written_later() {
    for (is_in_use, client_leaves) in [(false, false), (true, false), (false, true), (true, true)] {
        let (_folder, path, writer, lane) = lane(Duration::ZERO);
        let (first, second, third) = (line("first"), line("second"), line("third"));
        let mut leads = Box::pin(lane.record(&first));
        assert!((&mut leads).now_or_never().is_none());
        let Some(Recorded::Later(fate)) = lane.record(&second).now_or_never() else { panic!("it follows") };
        let now = Instant::now();
        assert!(!lane.release_stuck(now) && fate.decided().is_none());
        let after = now + MAX_DELAY + Duration::from_millis(1);
        assert!(lane.release_stuck(after), "it is news");
        assert!(!lane.release_stuck(after), "it was reported");
        assert_eq!(fate.decided(), Some(Written::No));
        assert!(matches!(lane.record(&third).now_or_never(), Some(Recorded::Refused)));
        let in_use = is_in_use.then(|| writer.free_sink().unwrap());
        if !client_leaves {
            assert!(matches!((&mut leads).now_or_never(), Some(Recorded::Now(Written::No))));
        }
        drop(leads);
        drop(in_use);
        let deadline = Instant::now() + Duration::from_secs(10);
        while fs::read(&path).unwrap().is_empty() {
            assert!(Instant::now() < deadline, "nobody writes the group");
        }
        assert_eq!(fs::read_to_string(&path).unwrap(), "first\nsecond\n");
        let recorded = Builder::new_current_thread().build().unwrap().block_on(async {
            loop {
                // The thread has written, and it ends its write in a moment.
                match lane.record(&third).await {
                    Recorded::Now(written) => break written,
                    Recorded::Later(fate) => break fate.wait().await,
                    Recorded::Refused => {}
                }
            }
        });
        assert_eq!(recorded, Written::Yes);
        close(&lane);
    }
}

//! The size of the file.

use usersig::{Identifier, SdkAppId};

use super::*;
use crate::store::changes::SWEEP_LEN;

const NOW: UnixTime = UnixTime::from_secs(1_700_000_000);

#[test]
fn the_file_shrinks_when_its_entries_expire() {
    let folder = tempfile::TempDir::new().unwrap();
    let (data_dir, snapshot) = (Arc::new(DataDir::lock(folder.path()).unwrap()), Arc::new(Snapshot::default()));
    let database = data_dir.open().unwrap();
    database.publish(&snapshot).unwrap();
    let retention = Duration::from_secs(3600);
    let mut writer = Writer {
        data_dir: Arc::clone(&data_dir),
        snapshot: Arc::clone(&snapshot),
        retention,
        clock: Clock::start(),
        database: Some(database),
    };
    let bytes = || data_dir.size(&snapshot).unwrap().bytes;
    let empty = bytes();
    for group in 0..10_u32 {
        let account = |number: u32| Account {
            sdk_app_id: SdkAppId::new(1_400_000_000).unwrap(),
            identifier: Identifier::new(&format!("a user with a long name, the number is {number}")).unwrap(),
        };
        let accounts: Vec<Account> = (group * 5000..(group + 1) * 5000).map(account).collect();
        writer.change(|transaction| changes::revoke(transaction, &accounts, NOW)).unwrap();
    }
    let (full, size) = (bytes(), data_dir.size(&snapshot).unwrap().revocations);
    assert_eq!(size, 50_000);
    let later = NOW.saturating_add(retention).saturating_add(Duration::from_secs(1));
    while writer.sweep(later).unwrap() == SWEEP_LEN {}
    assert_eq!(data_dir.size(&snapshot).unwrap().revocations, 0);
    assert!(full > 4 * empty && bytes() < full / 4, "{empty} empty, {full} full, {} after the sweep", bytes());
}

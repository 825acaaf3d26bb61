//! Days and months, counted one by one.

/// The day and the month, each counted from 1970.
pub(crate) fn date(now: u64, offset: i64) -> (i64, i64) {
    let day = (i64::try_from(now).unwrap() + offset) / 86_400;
    // Later than any of these tests there is nothing to count: 2020 to 2030.
    let (mut first, mut month) = (18_262, 600);
    loop {
        let (year, of_year) = (1970 + month / 12, month % 12);
        let february = if year % 4 == 0 { 29 } else { 28 };
        let days = [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][usize::try_from(of_year).unwrap()];
        if day < first + days {
            return (day, month);
        }
        first += days;
        month += 1;
    }
}

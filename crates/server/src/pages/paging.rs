//! A long list in pages of rows, for reading; the command line gives all rows at once.

/// Rows on one page.
pub const ROWS_MAX: usize = 100;

/// Where in a list a page stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paging {
    /// The page, from 1.
    pub page: usize,
    /// Pages there are, at least 1.
    pub pages: usize,
    /// Rows in all.
    pub rows: usize,
}

impl Paging {
    /// The page asked for, or the last one where there are fewer.
    pub fn new(rows: usize, page: usize) -> Paging {
        let pages = rows.div_ceil(ROWS_MAX).max(1);
        Paging { page: page.clamp(1, pages), pages, rows }
    }

    /// The rows of this page.
    pub fn of<'a, T>(&self, rows: &'a [T]) -> &'a [T] {
        rows.chunks(ROWS_MAX).nth(self.page - 1).unwrap_or(&[])
    }

    /// Number of the first row shown, from 1; 0 where there is none.
    pub fn first(&self) -> usize {
        if self.rows == 0 { 0 } else { (self.page - 1) * ROWS_MAX + 1 }
    }

    /// Number of the last row shown.
    pub fn last(&self) -> usize {
        (self.page * ROWS_MAX).min(self.rows)
    }
}

/// A link to another page of the same list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageLinks {
    /// Where it stands.
    pub paging: Paging,
    /// Address of the page before.
    pub before: Option<String>,
    /// Address of the page after.
    pub after: Option<String>,
}

impl PageLinks {
    /// Links made by `address` for a page number.
    pub fn new(paging: Paging, address: impl Fn(usize) -> String) -> PageLinks {
        PageLinks {
            paging,
            before: (paging.page > 1).then(|| address(paging.page - 1)),
            after: (paging.page < paging.pages).then(|| address(paging.page + 1)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(rows: usize, page: usize, shown: (usize, usize), pages: usize) {
        let paging = Paging::new(rows, page);
        assert_eq!((paging.first(), paging.last(), paging.pages), (shown.0, shown.1, pages), "{rows} rows, page {page}");
        let all: Vec<usize> = (1..=rows).collect();
        assert_eq!(paging.of(&all).first().copied().unwrap_or(0), shown.0);
        assert_eq!(paging.of(&all).last().copied().unwrap_or(0), shown.1);
    }

    #[test]
    fn every_row_stands_on_exactly_one_page() {
        check(0, 1, (0, 0), 1);
        check(1, 1, (1, 1), 1);
        check(ROWS_MAX, 1, (1, ROWS_MAX), 1);
        check(ROWS_MAX + 1, 1, (1, ROWS_MAX), 2);
        check(ROWS_MAX + 1, 2, (ROWS_MAX + 1, ROWS_MAX + 1), 2);
    }

    #[test]
    fn a_page_beyond_the_end_shows_the_last() {
        check(ROWS_MAX + 1, 99, (ROWS_MAX + 1, ROWS_MAX + 1), 2);
    }
}

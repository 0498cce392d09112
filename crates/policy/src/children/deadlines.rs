//! By when the children's schemes have to be worked on (CH-31 to CH-33, CH-35). There is no public notice (CH-34).

use vocabulary::{Date, Month};

use crate::Key;
use crate::deadlines::{DeadlineRefusal, Deadlines};

impl Deadlines<'_> {
    /// Last day for the township's check of a child's application (CH-31).
    pub fn child_township_check(&self, accepted: Date) -> Result<Date, DeadlineRefusal> {
        self.working_days(Key::CHILDREN_TOWNSHIP_LIMIT, accepted)
    }

    /// Last day for the county's decision on a child (CH-32).
    pub fn child_county_decision(&self, received: Date) -> Result<Date, DeadlineRefusal> {
        self.working_days(Key::CHILDREN_COUNTY_LIMIT, received)
    }

    /// First month paid after the decision; the same for orphans (CH-33).
    pub fn child_first_month(&self, decided: Date) -> Result<Month, DeadlineRefusal> {
        Ok(decided.in_month().plus(self.whole(Key::CHILDREN_PAYMENT_START, decided)?))
    }

    /// First month no longer paid after the event that ends it (CH-35).
    pub fn child_first_month_not_paid(&self, ended: Date) -> Result<Month, DeadlineRefusal> {
        Ok(ended.in_month().plus(self.whole(Key::CHILDREN_STOP_AFTER, ended)?))
    }
}

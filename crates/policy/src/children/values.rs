//! The values of law that the children's tests read, resolved once for a region and a day.

use crate::Key;
use crate::programme_values::programme_values;

programme_values! {
    /// Every value the tests of the children's schemes ask for, for one region and day.
    pub struct ChildValues of "儿童保障" while Key::CHILDREN_RULES_IN_FORCE => {
        /// Age up to which a child is a minor.
        age: i64 = Key::CHILDREN_AGE;
        /// Months that a restriction lasts at least.
        restriction_months: i64 = Key::CHILDREN_RESTRICTION_MONTHS;
        /// Months without contact.
        lost_contact_months: i64 = Key::CHILDREN_LOST_CONTACT_MONTHS;
        /// Whether full-time students of age stay.
        students_stay: bool = Key::CHILDREN_STUDENTS_STAY;
        /// Whether there is a public notice.
        public_notice: bool = Key::CHILDREN_PUBLIC_NOTICE;
        /// Months from the event that ends it to the first month not paid.
        stop_after: i64 = Key::CHILDREN_STOP_AFTER;
        /// Age below which a child is a left-behind one.
        left_behind_age: i64 = Key::LEFT_BEHIND_AGE;
        /// Months away that make a parent away.
        away_months: i64 = Key::LEFT_BEHIND_AWAY_MONTHS;
    }
}

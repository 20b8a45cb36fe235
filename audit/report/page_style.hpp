#pragma once

#include <string_view>

namespace celltally {

// The style sheet of the audit's page: light or dark as the reader's machine is, one column on a
// phone, black on white on paper. No rule loads anything.
std::string_view page_style() noexcept;

}  // namespace celltally

#pragma once

#include <string_view>

namespace celltally {

// Questions about addresses that TextRules::kUrl, kListen or kAddress allows.

bool is_https(std::string_view url) noexcept;

// Whether only this machine is reached: localhost, 127.x.x.x or [::1], in a URL or before a port.
bool is_loopback(std::string_view address) noexcept;

}  // namespace celltally

#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace celltally {

// What an event was for, as far as the message says: by its procedure (a call, a short message) or
// by the access point or data network that it names.
enum class ServiceClass : std::uint8_t {
  none,   // the message does not say
  voice,  // a call
  text,   // a short message
  data,   // the internet
  ims,    // the operator's own voice network
  other,  // any other network: of a company, of machines
};

inline constexpr std::size_t kServiceClasses = 6;

// "voice", "text", ...; empty for none.
std::string_view to_text(ServiceClass service) noexcept;

}  // namespace celltally

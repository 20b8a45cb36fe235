#pragma once

#include <cstdint>
#include <span>

#include "decode/signalling_message.hpp"
#include "vocabulary/service_class.hpp"

namespace celltally {

// What an access point or data network is for, by its name alone (TS 23.003 9.1), as text or as
// labels, in any case: `ims` where its first label is ims or sos (GSMA IR.88), `data` where the
// word internet stands in it, as in pinternet.example, or a label is web, wap, data or broadband;
// else `other`. What the operator's identifier (.mnc...) begins is left out. Empty: `none`.
ServiceClass service_of_network(std::span<const std::uint8_t> apn) noexcept;

// What a message was for: by its procedure, else by what its decoder read of it, else by the
// network that it names. An answer without any of these says nothing.
inline ServiceClass service_of(const SignallingMessage& message) noexcept {
  if (message.kind == EventKind::call) return ServiceClass::voice;
  if (message.kind == EventKind::text) return ServiceClass::text;
  if (message.service != ServiceClass::none || message.apn.empty()) return message.service;
  return service_of_network(message.apn);
}

}  // namespace celltally

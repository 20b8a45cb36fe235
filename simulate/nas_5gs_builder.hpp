#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "simulate/octets.hpp"

// Builders of NAS messages of 5GS mobility management (TS 24.501 8.2). Independent of the product's
// decoder on purpose. Nothing is checked: wrong messages can be built.
namespace celltally::nas_5gs {

// How a message is protected (9.3): plain, integrity protected, and ciphered too, of which the
// octets are only really ciphered when the null cipher is not in use.
enum class Security : std::uint8_t {
  plain,
  integrity,
  ciphered,
  new_context,
  ciphered_new_context
};

// Behind type 7e 00 ..; the message authentication code is made up.
Octets message(std::uint8_t type, std::span<const std::uint8_t> body,
               Security security = Security::plain);

// 5GS mobile identities (9.11.3.4), without their length.
Octets suci_null(std::string_view plmn, std::string_view msin);
Octets suci_concealed(std::string_view plmn, std::uint8_t scheme, std::size_t output);
Octets guti(std::string_view plmn, std::uint8_t region, std::uint16_t set_pointer,
            std::uint32_t tmsi);
Octets s_tmsi(std::uint16_t set_pointer, std::uint32_t tmsi);
Octets imei(std::string_view digits);    // type 3
Octets imeisv(std::string_view digits);  // type 5

// A value behind two octets of length, and the same behind its identifier.
Octets lv_e(std::span<const std::uint8_t> value);
Octets tlv_e(std::uint8_t iei, std::span<const std::uint8_t> value);
Octets tlv(std::uint8_t iei, std::span<const std::uint8_t> value);

// Bodies, for message(). `options` stand at the end as they are.
Octets registration_request(std::uint8_t type, std::span<const std::uint8_t> identity,
                            std::span<const std::uint8_t> options = {});
Octets registration_accept(std::span<const std::uint8_t> options);
Octets deregistration_request(std::uint8_t type, std::span<const std::uint8_t> identity);
Octets service_request(std::uint16_t set_pointer, std::uint32_t tmsi);
Octets transport(std::uint8_t container, std::span<const std::uint8_t> payload,
                 std::span<const std::uint8_t> options = {});

}  // namespace celltally::nas_5gs

#include "simulate/sip_builder.hpp"

#include <algorithm>

namespace celltally::sip {
namespace {

Octets message(std::string text, const Headers& headers, std::string_view body) {
  text += "\r\n";
  for (const std::string_view each : headers) text.append(each).append("\r\n");
  text += "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n";
  text += body;
  return {text.begin(), text.end()};
}

// What stands behind the last dash, and the operator before it.
std::string_view number_of(std::string_view place) {
  return place.substr(place.rfind('-') + 1);
}

std::string operator_of(std::string_view place) {
  const std::size_t colon = place.find(':') + 1;
  std::string digits{place.substr(colon, place.rfind('-') - colon)};
  std::erase(digits, '-');
  return digits;
}

}  // namespace

std::string private_identity(std::string_view imsi, std::string_view plmn) {
  const std::size_t dash = plmn.find('-');
  const std::string mcc{plmn.substr(0, dash)};
  const std::string mnc{plmn.substr(dash + 1)};
  return std::string{imsi} + "@ims.mnc" + (mnc.size() == 2 ? "0" : "") + mnc + ".mcc" + mcc +
         ".3gppnetwork.org";
}

std::string cell_digits(std::string_view area, std::string_view cell) {
  return operator_of(area) + std::string{number_of(area)} + std::string{number_of(cell)};
}

Octets request(std::string_view method, const Headers& headers, std::string_view body) {
  return message(std::string{method} + " sip:ims.mnc001.mcc001.3gppnetwork.org SIP/2.0", headers,
                 body);
}

Octets response(std::uint16_t status, const Headers& headers, std::string_view body) {
  return message("SIP/2.0 " + std::to_string(status) + " As it is", headers, body);
}

}  // namespace celltally::sip

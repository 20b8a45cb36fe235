#include "decode/pfcp_elements.hpp"

namespace celltally {

PfcpEndpoint read_pfcp_f_seid(ByteCursor value) noexcept {
  constexpr std::uint8_t kIpv4 = 0x02;
  constexpr std::uint8_t kIpv6 = 0x01;
  PfcpEndpoint end;
  const std::uint8_t flags = value.u8();
  const std::uint64_t high = value.u32();
  end.number = high << 32 | value.u32();
  if ((flags & kIpv4) != 0) end.ipv4 = IpAddress::of(value.bytes(4));
  if ((flags & kIpv6) != 0) end.ipv6 = IpAddress::of(value.bytes(16));
  end.present = value.ok() && end.number != 0;
  return end;
}

PfcpEndpoint read_pfcp_f_teid(ByteCursor value) noexcept {
  constexpr std::uint8_t kIpv4 = 0x01;  // the other way round than in F-SEID
  constexpr std::uint8_t kIpv6 = 0x02;
  constexpr std::uint8_t kChoose = 0x04;
  PfcpEndpoint end;
  const std::uint8_t flags = value.u8();
  if ((flags & kChoose) != 0) return end;
  end.number = value.u32();
  if ((flags & kIpv4) != 0) end.ipv4 = IpAddress::of(value.bytes(4));
  if ((flags & kIpv6) != 0) end.ipv6 = IpAddress::of(value.bytes(16));
  end.present = value.ok() && end.number != 0;
  return end;
}

PfcpUeAddress read_pfcp_ue_address(ByteCursor value) noexcept {
  constexpr std::uint8_t kIpv6 = 0x01;
  constexpr std::uint8_t kIpv4 = 0x02;
  constexpr std::size_t kPrefix = 8;
  PfcpUeAddress address;
  const std::uint8_t flags = value.u8();
  if ((flags & kIpv4) != 0) address.ipv4 = value.sub(4);
  if ((flags & kIpv6) != 0) {
    ByteCursor whole = value.sub(16);
    address.ipv6_prefix = whole.sub(kPrefix);
  }
  return value.ok() ? address : PfcpUeAddress{};
}

PfcpUserId read_pfcp_user_id(ByteCursor value) noexcept {
  constexpr std::uint8_t kImsi = 0x01;
  constexpr std::uint8_t kImei = 0x02;
  constexpr std::uint8_t kMsisdn = 0x04;
  PfcpUserId user;
  const std::uint8_t flags = value.u8();
  if ((flags & kImsi) != 0) user.imsi = value.sub(value.u8());
  if ((flags & kImei) != 0) user.imei = value.sub(value.u8());
  if ((flags & kMsisdn) != 0) user.msisdn = value.sub(value.u8());
  user.damaged = !value.ok();
  return user;
}

}  // namespace celltally

// Makes ID tokens as a provider does, and as an attacker would.
#pragma once
#include <cjose/cjose.h>

#include <cstdlib>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>

#include "base/secret_box.hpp"

namespace klynge::oidc {

class TestSigner {
 public:
  explicit TestSigner(std::string id, bool rsa = true) : id_(std::move(id)), rsa_(rsa) {
    cjose_err error{};
    const std::uint8_t exponent[] = {1, 0, 1};
    key_ = rsa ? cjose_jwk_create_RSA_random(2048, exponent, sizeof exponent, &error)
               : cjose_jwk_create_EC_random(CJOSE_JWK_EC_P_256, &error);
    if (!key_ || !cjose_jwk_set_kid(key_, id_.data(), id_.size(), &error)) throw std::runtime_error("no key");
  }
  ~TestSigner() { cjose_jwk_release(key_); }
  TestSigner(const TestSigner&) = delete;

  nlohmann::json public_key() const {
    cjose_err error{};
    char* text = cjose_jwk_to_json(key_, false, &error);
    auto json = nlohmann::json::parse(text);
    std::free(text);
    json["use"] = "sig";
    return json;
  }
  std::string sign(const nlohmann::json& claims) const { return sign(claims, rsa_ ? "RS256" : "ES256", id_); }
  std::string sign(const nlohmann::json& claims, const char* algorithm, const std::string& id) const {
    return sign_with(key_, claims, algorithm, id);
  }

  // The public key's own text as a shared secret: what the confusion of RS256 with HS256 would take for right.
  std::string sign_with_public_key(const nlohmann::json& claims) const {
    const std::string secret = public_key().dump();
    cjose_err error{};
    cjose_jwk_t* key =
        cjose_jwk_create_oct_spec(reinterpret_cast<const std::uint8_t*>(secret.data()), secret.size(), &error);
    std::string token = sign_with(key, claims, "HS256", id_);
    cjose_jwk_release(key);
    return token;
  }
  static std::string unsigned_token(const nlohmann::json& claims, const std::string& signature) {
    return base64_url(R"({"alg":"none"})") + "." + base64_url(claims.dump()) + "." + signature;
  }

 private:
  static std::string sign_with(cjose_jwk_t* key, const nlohmann::json& claims, const char* algorithm,
                               const std::string& id) {
    cjose_err error{};
    cjose_header_t* header = cjose_header_new(&error);
    cjose_header_set(header, "alg", algorithm, &error);
    if (!id.empty()) cjose_header_set(header, "kid", id.c_str(), &error);
    const std::string text = claims.dump();
    cjose_jws_t* jws =
        cjose_jws_sign(key, header, reinterpret_cast<const std::uint8_t*>(text.data()), text.size(), &error);
    if (!jws) throw std::runtime_error(std::string("cannot sign: ") + error.message);
    const char* token = nullptr;
    cjose_jws_export(jws, &token, &error);
    std::string out(token);
    cjose_jws_release(jws);
    cjose_header_release(header);
    return out;
  }
  std::string id_;
  bool rsa_;
  cjose_jwk_t* key_ = nullptr;
};

}  // namespace klynge::oidc

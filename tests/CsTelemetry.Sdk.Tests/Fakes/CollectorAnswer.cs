using CsTelemetry.Protocol.V1;
using Microsoft.AspNetCore.Http;

namespace CsTelemetry.Sdk.Tests.Fakes;

/// <summary>Answers one call, as a collector would or as something else.</summary>
internal delegate Task CollectorAnswer(HttpContext call, PublishRequest request);

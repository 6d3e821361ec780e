namespace CsTelemetry.AspNetCore.Requests;

/// <summary>Says who a request is from, filled up with what the request itself tells.</summary>
internal sealed record RequestUser(UsageIdentity Identity, string? SessionId, Platform Platform);

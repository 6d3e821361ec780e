using System.Security.Claims;
using CsTelemetry.AspNetCore.Identities;
using CsTelemetry.AspNetCore.Reporting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace CsTelemetry.AspNetCore.SigningIn;

/// <summary>Tracks logins, failed logins and logouts. Never throws. Safe for any number of threads.</summary>
internal sealed class LoginReporter(ICsTelemetry telemetry, IdentityReader reader, WebMetrics metrics, CaptureFaults faults, IOptions<CsTelemetryWebOptions> options)
{
    private readonly CsTelemetryWebOptions _options = options.Value;

    public void Login(HttpContext context, ClaimsPrincipal user, string? session, string method, SchemeKind kind)
    {
        if (reader.Read(user, context) is not { } who)
        {
            metrics.Unattributed("login");
            return;
        }

        using var consent = Consent(context);
        telemetry.TrackLogin(who.AccountId, who.UserId, new()
        {
            SessionId = who.SessionId ?? session,
            Platform = PlatformOf(who, kind),
            Properties = [new("method", method)],
        });
    }

    public void Logout(HttpContext context, ClaimsPrincipal user, string? session, SchemeKind kind)
    {
        if (reader.Read(user, context) is not { } who)
        {
            metrics.Unattributed("logout");
            return;
        }

        using var consent = Consent(context);
        telemetry.TrackLogout(who.AccountId, who.UserId, new() { SessionId = who.SessionId ?? session, Platform = PlatformOf(who, kind) });
    }

    /// <summary>Tracks a failed login of a user who is known.</summary>
    public void Failed(HttpContext context, ClaimsPrincipal user, string method, string reason)
    {
        var who = reader.Read(user, context);
        Failed(context, who?.AccountId, who?.UserId, method, reason, SchemeKind.SignIn);
    }

    public void Failed(HttpContext context, string? accountId, string? userId, string method, string reason, SchemeKind kind)
    {
        if ((accountId ?? _options.DefaultAccountId) is not { } account)
        {
            metrics.Unattributed("login_failed");
            return;
        }

        using var consent = Consent(context);
        telemetry.TrackLoginFailed(account, userId, new()
        {
            Platform = Schemes.IsApi(kind) ? Platform.Api : _options.Platform,
            Properties = [new("method", method), new("reason", reason)],
        });
    }

    public UsageIdentity? Who(ClaimsPrincipal user, HttpContext context) => reader.Read(user, context);

    public void Note(Exception failure) => faults.Note(CapturePlace.Authentication, failure);

    private Platform PlatformOf(UsageIdentity who, SchemeKind kind) =>
        who.Platform != Platform.Unspecified ? who.Platform : Schemes.IsApi(kind) ? Platform.Api : _options.Platform;

    // Dropped by the client and counted there as "no consent".
    private IDisposable? Consent(HttpContext context) =>
        reader.Consent(context) == false ? telemetry.BeginScope(new TelemetryScope { HasConsent = false }) : null;
}

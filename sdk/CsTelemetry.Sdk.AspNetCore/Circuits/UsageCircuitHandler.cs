using System.Security.Claims;
using CsTelemetry.AspNetCore.Identities;
using CsTelemetry.AspNetCore.Reporting;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CsTelemetry.AspNetCore.Circuits;

/// <summary>Opens a scope for the user of a Blazor Server circuit around everything the browser sends. One per circuit.</summary>
internal sealed class UsageCircuitHandler(
    IServiceProvider circuit, ICsTelemetry telemetry, IdentityReader reader, CaptureFaults faults, IOptions<CsTelemetryWebOptions> options)
    : CircuitHandler
{
    private ClaimsPrincipal? _knownUser;
    private TelemetryScope? _known;

    public override Func<CircuitInboundActivityContext, Task> CreateInboundActivityHandler(Func<CircuitInboundActivityContext, Task> next) => async activity =>
    {
        var known = await FindAsync().ConfigureAwait(true);
        using var scope = known is null ? null : telemetry.BeginScope(known);
        // On the circuit's own context, as everything in a circuit.
        await next(activity).ConfigureAwait(true);
    };

    private async ValueTask<TelemetryScope?> FindAsync()
    {
        try
        {
            if (circuit.GetService<AuthenticationStateProvider>() is not { } states)
            {
                return null;
            }

            var user = (await states.GetAuthenticationStateAsync().ConfigureAwait(true)).User;
            if (!ReferenceEquals(user, _knownUser))
            {
                _known = reader.Read(user, null) is { } who ? ScopeOf(who) : null;
                _knownUser = user;
            }

            return _known;
        }
        catch (Exception failure)
        {
            faults.Note(CapturePlace.Circuit, failure);
            return null;
        }
    }

    private TelemetryScope ScopeOf(UsageIdentity who) => new()
    {
        AccountId = who.AccountId,
        UserId = who.UserId,
        SessionId = who.SessionId,
        Platform = who.Platform != Platform.Unspecified ? who.Platform : options.Value.Platform,
    };
}

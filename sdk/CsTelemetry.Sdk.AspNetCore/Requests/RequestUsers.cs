using System.Security.Claims;
using CsTelemetry.AspNetCore.Identities;
using CsTelemetry.AspNetCore.Reporting;
using CsTelemetry.AspNetCore.SigningIn;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CsTelemetry.AspNetCore.Requests;

/// <summary>Finds out who a request is from, whether the app's authentication has run already or not. Never throws. Safe for any number of threads.</summary>
internal sealed class RequestUsers(IdentityReader reader, CaptureFaults faults, IOptions<CsTelemetryWebOptions> options)
{
    private readonly CsTelemetryWebOptions _options = options.Value;

    /// <summary>Finds the user at the start of the request.</summary>
    public async ValueTask<RequestUser?> FindAsync(HttpContext context)
    {
        var schemes = context.RequestServices.GetService<IAuthenticationSchemeProvider>();
        if (context.User.Identity is { IsAuthenticated: true } || schemes is null || context.Features.Get<IAuthenticationFeature>() is not null)
        {
            return await FindNowAsync(context).ConfigureAwait(false);
        }

        try
        {
            // Authentication comes later in the pipeline. Its handler keeps the answer, so it is only asked earlier.
            return await schemes.GetDefaultAuthenticateSchemeAsync().ConfigureAwait(false) is { } scheme
                && await context.AuthenticateAsync(scheme.Name).ConfigureAwait(false) is { Succeeded: true } result
                ? await MakeAsync(context, result.Principal, result.Ticket).ConfigureAwait(false)
                : null;
        }
        catch (Exception failure)
        {
            faults.Note(CapturePlace.Authentication, failure);
            return null;
        }
    }

    /// <summary>Finds the user that the request has by now.</summary>
    public async ValueTask<RequestUser?> FindNowAsync(HttpContext context)
    {
        try
        {
            var ticket = context.Features.Get<IAuthenticateResultFeature>()?.AuthenticateResult?.Ticket;
            return await MakeAsync(context, context.User, ticket).ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            faults.Note(CapturePlace.Authentication, failure);
            return null;
        }
    }

    private async ValueTask<RequestUser?> MakeAsync(HttpContext context, ClaimsPrincipal user, AuthenticationTicket? ticket)
    {
        if (reader.Read(user, context) is not { } who)
        {
            return null;
        }

        var scheme = ticket is null || context.RequestServices.GetService<IAuthenticationSchemeProvider>() is not { } schemes ? null
            : await schemes.GetSchemeAsync(ticket.AuthenticationScheme).ConfigureAwait(false);
        var kind = Schemes.KindOf(scheme);
        var session = who.SessionId ?? TicketSession.Read(ticket?.Properties) ?? (kind == SchemeKind.Token ? TokenSession.Named(user) : null);
        var platform = who.Platform != Platform.Unspecified ? who.Platform : Schemes.IsApi(kind) ? Platform.Api : _options.Platform;
        return new(who, session, platform);
    }
}

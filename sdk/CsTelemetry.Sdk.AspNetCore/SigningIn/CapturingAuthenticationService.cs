using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace CsTelemetry.AspNetCore.SigningIn;

/// <summary>
/// Stands before the app's authentication service, through which every sign-in, sign-out and token passes, and reports
/// what it sees. What fails in here is counted and logged; the app gets what its own service answers. One per request.
/// </summary>
internal sealed class CapturingAuthenticationService(
    IAuthenticationService inner, IAuthenticationSchemeProvider schemes, LoginReporter reporter, TokenLogins tokens, IOptions<CsTelemetryWebOptions> options)
    : IAuthenticationService
{
    private readonly CsTelemetryWebOptions _options = options.Value;
    private int _authenticating;
    private int _reported;
    private bool _left;

    public async Task<AuthenticateResult> AuthenticateAsync(HttpContext context, string? scheme)
    {
        AuthenticateResult result;
        Interlocked.Increment(ref _authenticating);
        try
        {
            result = await inner.AuthenticateAsync(context, scheme).ConfigureAwait(false);
        }
        finally
        {
            Interlocked.Decrement(ref _authenticating);
        }

        if (_options.CaptureLogins && (result.Succeeded || result.Failure is not null))
        {
            await SeeTokenAsync(context, scheme, result).ConfigureAwait(false);
        }

        return result;
    }

    public Task ChallengeAsync(HttpContext context, string? scheme, AuthenticationProperties? properties)
    {
        RequestMarks.MarkRefused(context);
        return inner.ChallengeAsync(context, scheme, properties);
    }

    public Task ForbidAsync(HttpContext context, string? scheme, AuthenticationProperties? properties)
    {
        RequestMarks.MarkRefused(context);
        return inner.ForbidAsync(context, scheme, properties);
    }

    public async Task SignInAsync(HttpContext context, string? scheme, ClaimsPrincipal principal, AuthenticationProperties? properties)
    {
        var counted = await CountedAsync(scheme, static provider => provider.GetDefaultSignInSchemeAsync()).ConfigureAwait(false);
        if (counted is null || principal is null)
        {
            await inner.SignInAsync(context, scheme, principal!, properties).ConfigureAwait(false);
            return;
        }

        var reportedBefore = _reported;
        properties ??= new AuthenticationProperties();
        var current = await CurrentAsync(context, counted).ConfigureAwait(false);
        var isRenewal = current is not null && IsSameUser(context, current.Principal, principal);
        var session = TicketSession.Write(properties, isRenewal ? TicketSession.Read(current!.Properties) : null);
        await inner.SignInAsync(context, scheme, principal, properties).ConfigureAwait(false);
        // A scheme that passes on to another comes through here twice; the inner call has reported.
        if (_reported == reportedBefore)
        {
            _reported++;
            if (!isRenewal)
            {
                reporter.Login(context, principal, session, LoginMethod.Of(counted, principal, properties), Schemes.KindOf(counted));
            }
        }
    }

    public async Task SignOutAsync(HttpContext context, string? scheme, AuthenticationProperties? properties)
    {
        var counted = await CountedAsync(scheme, static provider => provider.GetDefaultSignOutSchemeAsync()).ConfigureAwait(false);
        var leaving = counted is null || _left ? null : await CurrentAsync(context, counted).ConfigureAwait(false);
        await inner.SignOutAsync(context, scheme, properties).ConfigureAwait(false);
        if (leaving is not null && !_left)
        {
            _left = true;
            reporter.Logout(context, leaving.Principal, TicketSession.Read(leaving.Properties), Schemes.KindOf(counted));
        }
    }

    private async Task SeeTokenAsync(HttpContext context, string? asked, AuthenticateResult result)
    {
        try
        {
            var name = result.Ticket?.AuthenticationScheme ?? asked;
            var scheme = name is null ? await schemes.GetDefaultAuthenticateSchemeAsync().ConfigureAwait(false) : await schemes.GetSchemeAsync(name).ConfigureAwait(false);
            if (Schemes.KindOf(scheme) == SchemeKind.Token && !_options.IgnoredSchemes.Contains(scheme!.Name))
            {
                tokens.Seen(context, scheme, result);
            }
        }
        catch (Exception failure)
        {
            reporter.Note(failure);
        }
    }

    /// <summary>Gives the scheme whose sign-ins count; null when they do not.</summary>
    private async Task<AuthenticationScheme?> CountedAsync(string? name, Func<IAuthenticationSchemeProvider, Task<AuthenticationScheme?>> standard)
    {
        if (!_options.CaptureLogins)
        {
            return null;
        }

        try
        {
            var scheme = name is null ? await standard(schemes).ConfigureAwait(false) : await schemes.GetSchemeAsync(name).ConfigureAwait(false);
            return Schemes.KindOf(scheme) is SchemeKind.SignIn or SchemeKind.SignInToken && !_options.IgnoredSchemes.Contains(scheme!.Name) ? scheme : null;
        }
        catch (Exception failure)
        {
            reporter.Note(failure);
            return null;
        }
    }

    /// <summary>Gives the ticket that the request came with.</summary>
    private async Task<AuthenticationTicket?> CurrentAsync(HttpContext context, AuthenticationScheme scheme)
    {
        // A handler that signs a user out while it authenticates would wait for itself.
        if (Volatile.Read(ref _authenticating) > 0)
        {
            return null;
        }

        try
        {
            // The handler has the answer from before, if it was asked.
            return (await inner.AuthenticateAsync(context, scheme.Name).ConfigureAwait(false)).Ticket;
        }
        catch (Exception failure)
        {
            reporter.Note(failure);
            return null;
        }
    }

    private bool IsSameUser(HttpContext context, ClaimsPrincipal before, ClaimsPrincipal now) =>
        reporter.Who(before, context) is { } known && reporter.Who(now, context) is { } next && (known.AccountId, known.UserId) == (next.AccountId, next.UserId);
}

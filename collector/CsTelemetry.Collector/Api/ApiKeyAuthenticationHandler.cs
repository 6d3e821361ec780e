using System.Security.Claims;
using System.Text.Encodings.Web;
using CsTelemetry.Collector.Tenancy;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;

namespace CsTelemetry.Collector.Api;

/// <summary>Authenticates REST calls by the key in `authorization: Bearer PREFIX.SECRET`; a scope becomes a claim.</summary>
internal sealed class ApiKeyAuthenticationHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder,
    KeyAuthenticator keys,
    IProblemDetailsService problems)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "ApiKey";
    public const string ScopeClaim = "scope";

    private string? _refusal;

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var outcome = keys.Authenticate(Request.Headers.Authorization);
        if (outcome.Caller is not { } caller)
        {
            _refusal = outcome.Refusal;
            return Task.FromResult(AuthenticateResult.NoResult());
        }

        Context.Features.Set(caller with { From = $"{Context.Connection.RemoteIpAddress}" });
        var identity = new ClaimsIdentity(caller.Scopes.Select(scope => new Claim(ScopeClaim, scope)), SchemeName);
        return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), SchemeName)));
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = "Bearer";
        Response.StatusCode = StatusCodes.Status401Unauthorized;
        await WriteAsync("The call is not authenticated.", _refusal ?? "The key was not accepted.");
    }

    protected override async Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        Response.StatusCode = StatusCodes.Status403Forbidden;
        var scope = Context.GetEndpoint()?.Metadata.GetMetadata<IAuthorizeData>()?.Policy ?? Scopes.Read;
        await WriteAsync("The key may not do this.", $"It needs the scope `{scope}`. Make one with `collector keys create --scopes {scope}`.");
    }

    private ValueTask WriteAsync(string title, string detail) => problems.WriteAsync(new ProblemDetailsContext
    {
        HttpContext = Context,
        ProblemDetails = { Status = Response.StatusCode, Title = title, Detail = detail },
    });
}

using System.Net;
using System.Net.Http.Headers;
using System.Security.Claims;
using System.Text;
using CsTelemetry.AspNetCore;
using CsTelemetry.Sdk.AspNetCore.Tests.Fakes;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace CsTelemetry.Sdk.AspNetCore.Tests.SigningIn;

public sealed class JwtTests
{
    private static readonly SymmetricSecurityKey Key = new(Encoding.UTF8.GetBytes("a key of more than 256 bits, for the tests"));
    private static readonly SymmetricSecurityKey OtherKey = new(Encoding.UTF8.GetBytes("another key of more than 256 bits, as well"));

    [Fact]
    public async Task The_first_request_of_a_tokens_session_is_a_login_and_the_others_are_not()
    {
        await using var app = await StartAsync(new SteppedClock());

        var token = Token("u-1", ("sid", "s-1"), ("jti", "j-1"));
        Assert.Equal(HttpStatusCode.OK, await GetAsync(app, token));
        await GetAsync(app, token);
        await GetAsync(app, Token("u-1", ("sid", "s-1"), ("jti", "j-2")));
        await GetAsync(app, Token("u-1", ("sid", "s-2"), ("jti", "j-3")));

        Assert.Equal(
            ["Login acme u-1 method=jwt", "FeatureUse acme u-1 api.read", "FeatureUse acme u-1 api.read", "FeatureUse acme u-1 api.read", "Login acme u-1 method=jwt", "FeatureUse acme u-1 api.read"],
            app.Events);
        Assert.Equal(["s-1", "s-1", "s-1", "s-1", "s-2", "s-2"], app.Telemetry.Events.Select(one => one.SessionId));
        Assert.All(app.Telemetry.Events, one => Assert.Equal(Platform.Api, one.Platform));
    }

    [Fact]
    public async Task A_token_without_a_session_is_told_by_its_name_or_else_by_its_hash()
    {
        await using var app = await StartAsync(new SteppedClock());

        var named = Token("u-1", ("jti", "j-1"));
        var plain = Token("u-2");
        foreach (var token in (string[])[named, named, plain, plain, Token("u-2", ("note", "another token"))])
        {
            await GetAsync(app, token);
        }

        Assert.Equal(["acme u-1", "acme u-2", "acme u-2"], app.Events.Where(one => one.StartsWith("Login", StringComparison.Ordinal)).Select(one => string.Join(' ', one.Split(' ')[1..3])));
        Assert.DoesNotContain(app.Telemetry.Events, one => plain.Contains(one.SessionId ?? "none", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_session_that_was_silent_for_long_logs_in_again()
    {
        var clock = new SteppedClock();
        await using var app = await StartAsync(clock);
        var token = Token("u-1", ("sid", "s-1"));

        foreach (var hours in (int[])[0, 11, 11, 11, 25])
        {
            clock.Advance(TimeSpan.FromHours(hours));
            await GetAsync(app, token);
        }

        Assert.Equal(2, app.Events.Count(one => one.StartsWith("Login", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_forged_token_is_one_failed_login_and_an_expired_one_is_none()
    {
        await using var app = await StartAsync(new SteppedClock(), web => web.DefaultAccountId = "unknown");
        var forged = Token("u-1", OtherKey, TimeSpan.FromHours(1));

        Assert.Equal(HttpStatusCode.Unauthorized, await GetAsync(app, forged));
        await GetAsync(app, forged);
        Assert.Equal(HttpStatusCode.Unauthorized, await GetAsync(app, Token("u-1", Key, TimeSpan.FromHours(-1))));

        var failed = Assert.Single(app.Events);
        Assert.StartsWith("LoginFailed unknown method=jwt reason=SecurityToken", failed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_forged_token_whose_account_nobody_knows_is_only_counted()
    {
        await using var app = await StartAsync(new SteppedClock());

        await GetAsync(app, Token("u-1", OtherKey, TimeSpan.FromHours(1)));

        Assert.Empty(app.Events);
        Assert.Equal(1, app.Meter.Counts["unattributed login_failed"]);
    }

    [Fact]
    public async Task An_endpoint_that_names_its_scheme_has_its_user_in_the_scope()
    {
        await using var app = await TestApp.StartAsync(
            services =>
            {
                services.AddAuthentication("Cookies").AddCookie().AddJwtBearer(Validate);
                services.AddAuthorization();
            },
            app =>
            {
                app.UseCsTelemetry();
                app.MapGet("/api", (ICsTelemetry telemetry) => telemetry.TrackFeature("inner")).WithFeature("api.read")
                    .RequireAuthorization(policy => policy.AddAuthenticationSchemes(JwtBearerDefaults.AuthenticationScheme).RequireAuthenticatedUser());
            });

        Assert.Equal(HttpStatusCode.OK, await GetAsync(app, Token("u-1", ("sid", "s-1"))));

        Assert.Equal(["Login acme u-1 method=jwt", "FeatureUse acme u-1 inner", "FeatureUse acme u-1 api.read"], app.Events);
    }

    private static Task<TestApp> StartAsync(TimeProvider clock, Action<CsTelemetryWebOptions>? web = null) => TestApp.StartAsync(
        services =>
        {
            services.AddSingleton(clock);
            services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer(Validate);
            services.AddAuthorization();
        },
        app =>
        {
            app.UseCsTelemetry();
            app.MapGet("/api", () => "data").WithFeature("api.read").RequireAuthorization();
        },
        web);

    private static void Validate(JwtBearerOptions options)
    {
        options.MapInboundClaims = false;
        // The handler would take the app's clock, which stands still in another year.
        options.TimeProvider = TimeProvider.System;
        options.TokenValidationParameters = new() { ValidateIssuer = false, ValidateAudience = false, IssuerSigningKey = Key, ClockSkew = TimeSpan.Zero };
    }

    private static string Token(string user, params (string Type, string Value)[] claims) => Token(user, Key, TimeSpan.FromHours(1), claims);

    private static string Token(string user, SecurityKey key, TimeSpan lifetime, params (string Type, string Value)[] claims)
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        return new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Subject = new ClaimsIdentity([new("sub", user), new("tenant", "acme"), .. claims.Select(one => new Claim(one.Type, one.Value))]),
            NotBefore = now.AddHours(-2),
            IssuedAt = now.AddHours(-2),
            Expires = now + lifetime,
            SigningCredentials = new SigningCredentials(key, SecurityAlgorithms.HmacSha256),
        });
    }

    private static async Task<HttpStatusCode> GetAsync(TestApp app, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api") { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token) } };
        using var answer = await app.Browser.SendAsync(request);
        return answer.StatusCode;
    }
}

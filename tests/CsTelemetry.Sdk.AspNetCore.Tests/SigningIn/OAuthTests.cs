using System.Security.Claims;
using CsTelemetry.Sdk.AspNetCore.Tests.Fakes;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OAuth;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace CsTelemetry.Sdk.AspNetCore.Tests.SigningIn;

/// <summary>Signing in at another site, over real HTTP: the handler is the one OpenID Connect and the social logins derive from.</summary>
public sealed class OAuthTests
{
    [Fact]
    public async Task A_user_who_comes_back_from_the_other_site_has_logged_in_there()
    {
        await using var site = await OtherSiteAsync("code=c-1");
        await using var app = await StartAsync(site.Urls.First());
        using var browser = app.NewBrowser(follow: true);

        Assert.Equal("board of u-9", await browser.GetStringAsync("/board"));
        await browser.PostAsync("/logout", null);

        Assert.Equal(["Login acme u-9 method=OtherSite", "FeatureUse acme u-9 board.open", "Logout acme u-9"], app.Events);
        Assert.Single(app.Telemetry.Events.Select(one => one.SessionId).Distinct());
    }

    [Theory]
    [InlineData("error=access_denied", "access_denied")]
    [InlineData("error=server_error", "AuthenticationFailure")]
    [InlineData("code=bad", "AuthenticationFailure")]
    public async Task A_user_who_is_refused_there_is_a_failed_login_and_the_app_answers_as_ever(string answer, string reason)
    {
        await using var site = await OtherSiteAsync(answer);
        await using var app = await StartAsync(site.Urls.First());
        using var browser = app.NewBrowser(follow: true);

        using var page = await browser.GetAsync("/board");

        Assert.Equal("sorry", await page.Content.ReadAsStringAsync());
        Assert.Equal([$"LoginFailed lost method=OtherSite reason={reason}"], app.Events);
    }

    private static Task<TestApp> StartAsync(string site) => TestApp.StartAsync(
        services =>
        {
            services.AddAuthorization();
            services.AddAuthentication(options => (options.DefaultScheme, options.DefaultChallengeScheme) = ("Cookies", "OtherSite"))
                .AddCookie()
                .AddOAuth("OtherSite", options =>
                {
                    (options.ClientId, options.ClientSecret, options.CallbackPath) = ("app", "secret", "/back");
                    (options.AuthorizationEndpoint, options.TokenEndpoint) = ($"{site}/authorize", $"{site}/token");
                    // These tests speak plain HTTP.
                    options.CorrelationCookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
                    options.AccessDeniedPath = "/sorry";
                    options.Events = new OAuthEvents
                    {
                        OnCreatingTicket = ticket =>
                        {
                            ticket.Identity!.AddClaims([new(ClaimTypes.NameIdentifier, "u-9"), new("tenant", "acme")]);
                            return Task.CompletedTask;
                        },
                        OnRemoteFailure = failure =>
                        {
                            failure.Response.Redirect("/sorry");
                            failure.HandleResponse();
                            return Task.CompletedTask;
                        },
                    };
                });
        },
        app =>
        {
            app.UseCsTelemetry();
            app.MapGet("/board", (ClaimsPrincipal user) => $"board of {user.FindFirstValue(ClaimTypes.NameIdentifier)}").WithFeature("board.open").RequireAuthorization();
            app.MapGet("/sorry", () => "sorry");
            app.MapPost("/logout", (HttpContext context) => context.SignOutAsync("Cookies"));
        },
        web => web.DefaultAccountId = "lost");

    private static async Task<WebApplication> OtherSiteAsync(string answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var site = builder.Build();
        site.MapGet("/authorize", (HttpRequest request) =>
            Results.Redirect($"{request.Query["redirect_uri"]}?{answer}&state={Uri.EscapeDataString(request.Query["state"].ToString())}"));
        site.MapPost("/token", async (HttpRequest request) => (await request.ReadFormAsync())["code"] == "c-1"
            ? Results.Text("""{"access_token":"t","token_type":"Bearer"}""", "application/json")
            : Results.Text("""{"error":"invalid_grant"}""", "application/json", statusCode: 400));
        await site.StartAsync();
        return site;
    }
}

using System.Net;
using System.Security.Claims;
using CsTelemetry.AspNetCore;
using CsTelemetry.Sdk.AspNetCore.Tests.Fakes;
using CsTelemetry.Testing;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace CsTelemetry.Sdk.AspNetCore.Tests.SigningIn;

public sealed class CookieTests
{
    [Fact]
    public async Task A_sign_in_a_use_and_a_sign_out_are_one_session()
    {
        await using var app = await TestApp.WithCookiesAsync(app => app.MapGet("/board", (ICsTelemetry telemetry) => telemetry.TrackFeature("board.card")).WithFeature("board.open"));

        await app.LoginAsync();
        await app.GetAsync("/board");
        await app.PostAsync("/logout");
        await app.PostAsync("/logout");

        Assert.Equal(["Login acme u-1 method=cookie", "FeatureUse acme u-1 board.card", "FeatureUse acme u-1 board.open", "Logout acme u-1"], app.Events);
        var session = Assert.Single(app.Telemetry.Events.Select(one => one.SessionId).Distinct());
        Assert.Equal(24, session!.Length);
        Assert.All(app.Telemetry.Events, one => Assert.Equal(Platform.Web, one.Platform));
    }

    [Fact]
    public async Task A_ticket_that_is_renewed_is_no_login_and_keeps_its_session()
    {
        await using var app = await TestApp.WithCookiesAsync();

        await app.LoginAsync();
        await app.LoginAsync();
        await app.LoginAsync("globex");
        await app.PostAsync("/logout");

        Assert.Equal(["Login acme u-1 method=cookie", "Login globex u-1 method=cookie", "Logout globex u-1"], app.Events);
        Assert.Equal(2, app.Telemetry.Events.Select(one => one.SessionId).Distinct().Count());
    }

    [Fact]
    public async Task Two_browsers_of_one_user_are_two_sessions()
    {
        await using var app = await TestApp.WithCookiesAsync();
        using var other = app.NewBrowser();

        await app.LoginAsync();
        using var answer = await other.PostAsync("/login/acme/u-1", null);

        Assert.Equal(2, app.Telemetry.Events.Select(one => one.SessionId).Distinct().Count());
    }

    [Fact]
    public async Task The_session_the_claims_name_comes_first()
    {
        await using var app = await TestApp.WithCookiesAsync(app => app.MapPost("/in", (HttpContext context) =>
            context.SignInAsync(new ClaimsPrincipal(TestApp.Person("acme", "u-1", "Cookies", new Claim("sid", "s-7"), new Claim("amr", "pwd"), new Claim("amr", "otp"))))));

        await app.PostAsync("/in");

        Assert.Equal(["Login acme u-1 method=pwd+otp"], app.Events);
        Assert.Equal("s-7", app.Telemetry.Events[0].SessionId);
    }

    public static TheoryData<string> Orders => ["by itself", "telemetry first", "telemetry last", "telemetry between"];

    [Theory]
    [MemberData(nameof(Orders))]
    public async Task It_works_wherever_it_stands_in_the_pipeline(string order)
    {
        await using var app = await TestApp.StartAsync(
            services => services.AddAuthorization().AddAuthentication("Cookies").AddCookie(),
            app =>
            {
                Action[] uses = order switch
                {
                    "by itself" => [() => app.UseCsTelemetry()],
                    "telemetry first" => [() => app.UseCsTelemetry(), () => app.UseRouting(), () => app.UseAuthentication(), () => app.UseAuthorization()],
                    "telemetry last" => [() => app.UseRouting(), () => app.UseAuthentication(), () => app.UseAuthorization(), () => app.UseCsTelemetry()],
                    _ => [() => app.UseRouting(), () => app.UseAuthentication(), () => app.UseCsTelemetry(), () => app.UseAuthorization()],
                };
                Array.ForEach(uses, use => use());
                TestApp.MapSignIn(app);
                // Text, for cookies redirect nobody away from what answers JSON.
                app.MapGet("/board", (ICsTelemetry telemetry) => $"{telemetry.TrackFeature("inner")}").WithFeature("board.open").RequireAuthorization();
                app.MapGet("/admin", () => "no").WithFeature("admin.open").RequireAuthorization(policy => policy.RequireRole("admin"));
            },
            web => web.IsUse = context => context.Response.StatusCode < 400);

        Assert.Equal(HttpStatusCode.Redirect, await app.GetAsync("/board"));
        await app.LoginAsync();
        Assert.Equal(HttpStatusCode.OK, await app.GetAsync("/board"));
        Assert.Equal(HttpStatusCode.Redirect, await app.GetAsync("/admin"));

        Assert.Equal(["Login acme u-1 method=cookie", "FeatureUse acme u-1 inner", "FeatureUse acme u-1 board.open"], app.Events);
    }

    [Fact]
    public async Task A_scheme_that_passes_on_to_another_reports_once()
    {
        await using var app = await TestApp.StartAsync(
            services => services.AddAuthentication("smart").AddCookie().AddPolicyScheme("smart", null, options => options.ForwardDefault = "Cookies")
                .AddCookie("outer", options => options.ForwardDefault = "Cookies"),
            app =>
            {
                app.UseCsTelemetry();
                TestApp.MapSignIn(app);
                app.MapPost("/outer", (HttpContext context) => context.SignInAsync("outer", new ClaimsPrincipal(TestApp.Person("acme", "u-2", "x"))));
                app.MapPost("/outer/out", (HttpContext context) => context.SignOutAsync("outer"));
            });

        await app.LoginAsync();
        await app.PostAsync("/logout");
        await app.PostAsync("/outer");
        await app.PostAsync("/outer/out");

        Assert.Equal(["Login acme u-1 method=cookie", "Logout acme u-1", "Login acme u-2 method=cookie", "Logout acme u-2"], app.Events);
    }

    [Fact]
    public async Task Steps_on_the_way_to_a_login_are_none()
    {
        await using var app = await TestApp.StartAsync(
            services => services.AddAuthentication("Cookies").AddCookie().AddCookie("Identity.External").AddCookie("step"),
            app =>
            {
                app.UseCsTelemetry();
                app.MapPost("/{scheme}", (string scheme, HttpContext context) => context.SignInAsync(scheme, new ClaimsPrincipal(TestApp.Person("acme", "u", "x"))));
            },
            web => web.IgnoredSchemes.Add("step"));

        await app.PostAsync("/Identity.External");
        await app.PostAsync("/step");
        Assert.Empty(app.Events);
        await app.PostAsync("/Cookies");

        Assert.Single(app.Events);
    }

    [Fact]
    public async Task A_handler_that_signs_out_while_it_authenticates_does_not_wait_for_itself()
    {
        await using var app = await TestApp.StartAsync(
            services => services.AddAuthentication("Cookies").AddCookie(options => options.Events = new CookieAuthenticationEvents
            {
                OnValidatePrincipal = async context =>
                {
                    await Task.Yield();
                    context.RejectPrincipal();
                    await context.HttpContext.SignOutAsync();
                },
            }),
            app =>
            {
                app.UseCsTelemetry();
                TestApp.MapSignIn(app);
                app.MapGet("/board", () => "open").WithFeature("board.open");
            });
        await app.LoginAsync();

        Assert.Equal(HttpStatusCode.OK, await app.GetAsync("/board").WaitAsync(TimeSpan.FromSeconds(20)));

        Assert.Equal(["Login acme u-1 method=cookie"], app.Events);
    }

    [Fact]
    public async Task What_the_apps_own_page_refuses_it_reports_itself()
    {
        await using var app = await TestApp.WithCookiesAsync(app => app.MapPost("/in", (HttpContext context, string? account) => context.ReportLoginFailed(account, "u-1", reason: "wrong_password")));

        await app.PostAsync("/in?account=acme");
        await app.PostAsync("/in");

        Assert.Equal(["LoginFailed acme u-1 method=pwd reason=wrong_password"], app.Events);
        Assert.Equal(1, app.Meter.Counts["unattributed login_failed"]);
    }

    [Fact]
    public async Task A_user_without_an_account_is_counted_and_not_tracked()
    {
        await using var app = await TestApp.WithCookiesAsync(
            app => app.MapPost("/in", (HttpContext context) => context.SignInAsync(new ClaimsPrincipal(new ClaimsIdentity([new(ClaimTypes.NameIdentifier, "u")], "x")))));

        await app.PostAsync("/in");

        Assert.Empty(app.Events);
        Assert.Equal(1, app.Meter.Counts["unattributed login"]);
        Assert.Equal(0, app.Telemetry.GetStats().Tracked);
    }

    [Fact]
    public async Task A_default_account_serves_users_without_one()
    {
        await using var app = await TestApp.WithCookiesAsync(
            app => app.MapPost("/in", (HttpContext context) => context.SignInAsync(new ClaimsPrincipal(new ClaimsIdentity([new("sub", "u")], "x")))),
            web => web.DefaultAccountId = "home");

        await app.PostAsync("/in");

        Assert.Equal(["Login home u method=cookie"], app.Events);
    }

    [Fact]
    public async Task Nothing_of_logins_is_captured_where_that_is_off()
    {
        await using var app = await TestApp.WithCookiesAsync(app => app.MapGet("/board", () => "open").WithFeature("board.open"), web => web.CaptureLogins = false);

        await app.LoginAsync();
        await app.GetAsync("/board");
        await app.PostAsync("/logout");

        Assert.Equal(["FeatureUse acme u-1 board.open"], app.Events);
    }

    [Fact]
    public async Task An_authentication_service_of_the_apps_own_stays_in_charge()
    {
        var services = new ServiceCollection();
        var own = new OwnAuthenticationService();
        services.AddLogging().AddScoped<IAuthenticationService>(_ => own).AddAuthentication("Cookies").AddCookie();
        services.AddCsTelemetry(_ => { }, _ => { }).AddInMemoryTelemetry();
        await using var provider = services.BuildServiceProvider();
        await using var request = provider.CreateAsyncScope();
        var context = new DefaultHttpContext { RequestServices = request.ServiceProvider };

        await context.SignInAsync(new ClaimsPrincipal(TestApp.Person("acme", "u", "x")));

        Assert.Equal(1, own.SignIns);
        Assert.Equal([RecordedEventKind.Login], provider.GetRequiredService<InMemoryTelemetry>().Events.Select(one => one.Kind));
    }
}

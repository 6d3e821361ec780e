using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.Cookies;
using ProjectBoard.Automations;
using ProjectBoard.Data;
using ProjectBoard.Endpoints;
using ProjectBoard.Telemetry;

var builder = WebApplication.CreateBuilder(args);

// The telemetry, in one line: appsettings.json or the environment (CsTelemetry__ApiKey) says where to, the claims say who.
builder.Services.AddCsTelemetry(builder.Configuration.GetSection("CsTelemetry").Bind, web => web.RoleClaimTypes.Add(ClaimTypes.Role));

builder.Services.AddSingleton(TimeProvider.System).AddSingleton<Workspaces>().AddSingleton<AutomationQueue>();
builder.Services.AddHostedService<AutomationRunner>().AddHostedService<AccountReporter>();
builder.Services.AddAuthorization();
builder.Services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(options =>
{
    options.LoginPath = "/sign-in";
    // No other site can post with it, so the forms need no token of their own.
    options.Cookie.SameSite = SameSiteMode.Strict;
});

var app = builder.Build();
app.UseCsTelemetry();
SignInEndpoints.Map(app);
var members = app.MapGroup("").RequireAuthorization().DisableAntiforgery();
BoardEndpoints.Map(members);
CardEndpoints.Map(members);
SearchEndpoints.Map(members);
ReportEndpoints.Map(members);
SettingsEndpoints.Map(members);
await app.RunAsync();

/* ES5, for the browsers of old telephones. Nothing here asks the network for anything or keeps anything. */
(function () {
  'use strict';
  var doc = document, root = doc.documentElement, items = doc.querySelectorAll('.item'), end = doc.getElementById('end');
  root.className = 'js';

  function each(list, run) {
    for (var i = 0; i < list.length; i++) { run(list[i]); }
  }

  function has(node, name) {
    return (' ' + node.className + ' ').indexOf(' ' + name + ' ') >= 0;
  }

  function show() {
    var answered = 0, right = 0;
    each(items, function (item) {
      answered += has(item, 'done') ? 1 : 0;
      right += has(item, 'right') ? 1 : 0;
    });
    doc.getElementById('count').innerHTML = String(right);
    end.className = answered === items.length ? 'end shown' : 'end';
  }

  function judge(item, chosen) {
    var truth = item.getAttribute('data-truth'), given = chosen.getAttribute('data-answer');
    if (has(item, 'done')) { return; }
    each(item.querySelectorAll('button'), function (button) {
      var names = [];
      if (button.getAttribute('data-answer') === truth) { names.push('true'); }
      if (button === chosen) { names.push('mine'); }
      button.className = names.join(' ');
      button.setAttribute('aria-pressed', String(button === chosen));
      button.setAttribute('aria-disabled', 'true');
    });
    item.className = 'item done ' + (given === truth ? 'right' : 'wrong');
    show();
  }

  each(items, function (item) {
    each(item.querySelectorAll('button'), function (button) {
      button.onclick = function () { judge(item, button); };
    });
  });

  doc.getElementById('over').onclick = function () {
    each(items, function (item) {
      item.className = 'item';
      each(item.querySelectorAll('button'), function (button) {
        button.className = '';
        button.removeAttribute('aria-pressed');
        button.removeAttribute('aria-disabled');
      });
    });
    show();
    doc.getElementById('six').scrollIntoView();
  };

  function two(number) { return (number < 10 ? '0' : '') + number; }

  function plain(day) { return String(day.getFullYear()) + two(day.getMonth() + 1) + two(day.getDate()); }

  function remind() {
    var box = doc.getElementById('when'), save = doc.getElementById('save'), now = new Date();
    var days = parseInt(box.getAttribute('data-days'), 10);
    var then = new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, 12);
    var after = new Date(now.getFullYear(), now.getMonth(), now.getDate() + days + 1, 12);
    var text = save.getAttribute('data-ics');
    doc.getElementById('day').innerHTML = (then.getMonth() + 1) + '月' + then.getDate() + '日 <span class="p">星期' +
      '日一二三四五六'.charAt(then.getDay()) + '</span>';
    text = text.split('@START@').join(plain(then)).split('@END@').join(plain(after));
    text = text.split('@STAMP@').join(plain(now) + 'T000000Z').split('\n').join('\r\n');
    save.href = 'data:text/calendar;charset=utf-8,' + encodeURIComponent(text);
    if ('download' in save && !/MicroMessenger/i.test(navigator.userAgent)) { box.className = 'when can'; }
  }
  remind();
}());
